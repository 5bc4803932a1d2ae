package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.JobLog;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Batches;
import org.sparknorm.program.Initialization;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.Example;

@Timeout(120)
class TrainerTest {

    private static final AtomicInteger CHANGING = new AtomicInteger();

    @Test
    void collectiveGivesTheSameBitsEveryTime() {
        TrainingSettings.Builder settings =
                Training.mlp(NormKind.SYNC_BATCH).workers(3).sync(SyncKind.COLLECTIVE);
        TrainedNetwork first = Training.train(settings, 200);
        TrainedNetwork second = Training.train(settings, 200);

        assertSameBits(first.variables(), second.variables());
        assertThat(Training.train(settings.seed(4), 200).variables().parameters())
                .isNotEqualTo(first.variables().parameters());
    }

    @Test
    void treeAggregateAndCollectiveAgree() {
        TrainingSettings.Builder settings =
                Training.mlp(NormKind.SYNC_BATCH).workers(3).schedule(new Schedule.Cosine(0.05, 2, 7));
        TrainedNetwork tree = Training.train(settings.sync(SyncKind.TREE_AGGREGATE), 200);
        TrainedNetwork collective = Training.train(settings.sync(SyncKind.COLLECTIVE), 200);

        assertThat(Batches.difference(
                        tree.variables().parameters(), collective.variables().parameters()))
                .isLessThan(1e-4);
        assertThat(collective.summary().steps().get(6).rate())
                .isEqualTo(tree.summary().steps().get(6).rate())
                .isLessThan(0.02);
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void itLearnsAndTellsOfEveryEpoch(SyncKind sync) {
        TrainingSettings settings = Training.mlp(NormKind.SYNC_BATCH)
                .workers(2)
                .sync(sync)
                .epochs(2)
                .build();
        List<EpochReport> told = new ArrayList<>();
        TrainedNetwork trained =
                new Trainer(settings, (epoch, variables) -> told.add(epoch)).train(Training.rows(settings, 400));

        assertThat(told).isEqualTo(trained.summary().epochs());
        assertThat(told).extracting(EpochReport::epoch).containsExactly(1, 2);
        assertThat(told).extracting(EpochReport::samples).containsOnly(400L);
        assertThat(told.get(1).loss()).isLessThan(0.8 * told.get(0).loss());
        assertThat(told.get(1).accuracy()).isGreaterThan(told.get(0).accuracy()).isLessThanOrEqualTo(1);
        assertThat(told).allSatisfy(epoch -> {
            assertThat(epoch.syncShare()).isBetween(0.0, 1.0);
            assertThat(epoch.samplesPerSecond()).isPositive();
        });
        assertThat(trained.summary().steps()).hasSize(26).allSatisfy(step -> {
            assertThat(step.rate()).isEqualTo(Training.RATE);
            assertThat(step.gradientNorms()).containsOnlyKeys("1 dense 16", "2 norm", "4 dense 4");
            assertThat(step.computingSeconds()).isPositive();
            assertThat(step.synchronizingSeconds()).isNotNegative();
            assertThat(step.waitingSeconds()).isNotNegative();
        });
    }

    @Test
    void theOrderOfRowsFollowsFromTheSeedAndNotFromTheWorkers() {
        TrainingSettings.Builder settings = Training.mlp(NormKind.NONE).batchSize(1);
        List<Double> losses = losses(settings.workers(1), 30);

        assertThat(losses(settings.workers(3), 30)).isEqualTo(losses);
        assertThat(losses(settings.sync(SyncKind.COLLECTIVE).workers(4), 30)).isEqualTo(losses);
        assertThat(losses(settings.seed(99), 30)).isNotEqualTo(losses);
    }

    private static List<Double> losses(TrainingSettings.Builder settings, int rows) {
        return Training.train(settings, rows).summary().steps().stream()
                .map(StepReport::loss)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void nothingPersistedOrOfGrowingLineageIsLeft(SyncKind sync) {
        TrainingSettings.Builder settings =
                Training.mlp(NormKind.SYNC_BATCH).workers(2).sync(sync).batchSize(8);
        Set<Integer> before = Set.copyOf(Training.spark().getPersistentRDDs().keySet());
        int ofThreeSteps = JobLog.longestLineage(() -> Training.train(settings, 24));
        int ofTenSteps = JobLog.longestLineage(() -> Training.train(settings, 80));

        assertThat(ofTenSteps).isEqualTo(ofThreeSteps).isPositive();
        assertThat(before).containsAll(Training.spark().getPersistentRDDs().keySet());
    }

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

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void recalibratingPoolsTheBatchesAsTheyAre(SyncKind sync) {
        TrainingSettings settings = Training.settings(
                        Network.parse("norm, dense 8, norm, dense 4"), Shape.of(20), NormKind.SYNC_BATCH)
                .workers(3)
                .sync(sync)
                .build();
        Program program = settings.program();
        List<Example> examples = Training.examples(program, 100, false);
        Variables given = Variables.initial(program, Initialization.HE, 1);
        Variables settled = new Trainer(settings, (report, variables) -> {})
                .recalibrate(Training.spark().parallelize(examples, 5), given);

        assertThat(settled.parameters()).isEqualTo(given.parameters());
        for (int c = 0; c < 20; c++) {
            int channel = c;
            double mean = examples.stream()
                    .mapToDouble(e -> e.features()[channel])
                    .average()
                    .orElseThrow();
            double squares = examples.stream()
                    .mapToDouble(e -> Math.pow(e.features()[channel] - mean, 2))
                    .sum();
            assertThat(settled.runningMean()[0][c]).isCloseTo(mean, within(1e-9));
            assertThat(settled.runningVariance()[0][c]).isCloseTo(squares / 99, within(1e-9));
        }
        assertThat(Arrays.stream(settled.runningVariance()[1]).boxed().min(Comparator.naturalOrder()))
                .hasValueSatisfying(variance -> assertThat(variance).isPositive());
    }

    @Test
    void localTrainerTrainsAndRecalibratesAsTheClusterDoes() {
        TrainingSettings settings = Training.mlp(NormKind.SYNC_BATCH).workers(2).build();
        List<Example> examples = Training.examples(settings.program(), 100, false);
        JavaRDD<Example> rows = Training.spark().parallelize(examples, 3);
        LocalTrainer local = new LocalTrainer(settings);
        List<List<Batch>> batches = new ArrayList<>();
        for (Batch batch : Training.batches(settings.program(), examples, settings.plan(settings.program(), 100, 1))) {
            batches.add(Batches.split(settings.program(), batch, batch.rows() / 3, batch.rows() - batch.rows() / 3));
        }
        batches.forEach(local::step);
        TrainedNetwork trained = new Trainer(settings, (report, variables) -> {}).train(rows);

        assertThat(Batches.difference(
                        local.variables().parameters(), trained.variables().parameters()))
                .isLessThan(1e-5);
        Variables exact = new Trainer(settings, (report, variables) -> {}).recalibrate(rows, local.variables());
        // The cluster recalibrates over the batches of another epoch.
        assertThat(Batches.difference(local.recalibrate(batches).runningMean()[0], exact.runningMean()[0]))
                .isLessThan(1e-5);
    }

    @Test
    void localTrainerRefusesPartsThatAreNotThoseOfItsWorkers() {
        TrainingSettings settings = Training.mlp(NormKind.SYNC_BATCH).workers(2).build();
        Batch batch = Batches.randomRows(settings.program(), 4, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalTrainer(settings).step(List.of(batch)))
                .withMessage("found 1 parts of a batch, expected one for each of 2 workers");
    }

    private static void assertSameBits(Variables actual, Variables expected) {
        assertThat(actual.parameters()).isEqualTo(expected.parameters());
        assertThat(actual.runningMean()).isDeepEqualTo(expected.runningMean());
        assertThat(actual.runningVariance()).isDeepEqualTo(expected.runningVariance());
    }
}
