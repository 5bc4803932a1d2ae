package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.network.NormKind;
import org.sparknorm.optim.Schedule;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Batches;
import org.sparknorm.shard.Example;

/** What training refuses, at the start or at a step. */
@Timeout(120)
class TrainerRefusalTest {

    private static final AtomicInteger CHANGING = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"TREE_AGGREGATE, 2", "COLLECTIVE, 2", "COLLECTIVE, 1"})
    void lossThatIsNotFiniteStopsWithStepRateAndNorm(SyncKind sync, int workers) {
        TrainingSettings.Builder settings =
                Training.mlp(NormKind.SYNC_BATCH).workers(workers).sync(sync).schedule(new Schedule.Constant(1e30, 0));

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> Training.train(settings, 200))
                .withMessageMatching(
                        "step [12] \\(epoch 1, 7 steps an epoch\\): training diverged: loss .*, gradient norm .*,"
                                + " rate 1.0E30, norm SYNC_BATCH");
    }

    @Test
    void rowsThatDoNotFitAreRefusedAtTheStart() {
        assertRefused(new Example(new float[20], 4), "partition 1 of the rows: row 2 has label 4, expected 0 to 3");
        assertRefused(new Example(new float[20], -1), "row 2 has label -1, expected 0 to 3");
        assertRefused(new Example(new float[19], 0), "row 2 has 19 features, expected 20 (20 features)");
        assertRefused(new Example(new float[20], 0, -0.5), "row 2 has weight -0.5, expected a finite one");
    }

    private static void assertRefused(Example example, String message) {
        TrainingSettings settings = Training.mlp(NormKind.SYNC_BATCH).build();
        List<Example> rows = new ArrayList<>(Training.examples(settings.program(), 6, false));
        rows.set(4, example);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(settings, (report, variables) -> {})
                        .train(Training.spark().parallelize(rows, 2)))
                .withMessageContaining(message);
    }

    @Test
    void moreWorkersThanSlotsAreRefusedByTheCollectiveAndTakeTurnsInTreeAggregate() {
        TrainingSettings.Builder settings = Training.mlp(NormKind.SYNC_BATCH).workers(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.train(settings.sync(SyncKind.COLLECTIVE), 64))
                .withMessageContaining("found 5 workers, expected at most 4");

        assertThat(Training.train(settings.sync(SyncKind.TREE_AGGREGATE), 64)
                        .summary()
                        .steps())
                .hasSize(2);
    }

    @Test
    void rowsThatChangeWhenTheyAreComputedAgainAreNoticed() {
        TrainingSettings settings = Training.mlp(NormKind.SYNC_BATCH).build();
        List<Example> examples = Training.examples(settings.program(), 40, false);
        JavaRDD<Example> changing =
                Training.spark().parallelize(examples, 2).filter(example -> CHANGING.getAndIncrement() % 3 != 0);

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> new Trainer(settings, (report, variables) -> {}).train(changing))
                .withMessageContaining("the rows changed between two computations of the input");
    }

    @Test
    void localTrainerRefusesPartsThatAreNotThoseOfItsWorkers() {
        TrainingSettings settings = Training.mlp(NormKind.SYNC_BATCH).workers(2).build();
        Batch batch = Batches.randomRows(settings.program(), 4, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalTrainer(settings).step(List.of(batch)))
                .withMessage("found 1 parts of a batch, expected one for each of 2 workers");
    }
}
