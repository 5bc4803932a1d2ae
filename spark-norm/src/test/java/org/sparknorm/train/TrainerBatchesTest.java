package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.JobLog;
import org.sparknorm.network.NormKind;

/** The batches of a training, and what is left of one that ends in the midst of them. */
@Timeout(120)
class TrainerBatchesTest {

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void nothingPersistedIsLeftByATrainingThatWasCancelledBetweenExchanges(SyncKind sync) {
        TrainingSettings.Builder settings = Training.mlp(NormKind.SYNC_BATCH)
                .workers(2)
                .sync(sync)
                .batchSize(8)
                .epochs(1_000);
        Set<Integer> before = Set.copyOf(Training.spark().getPersistentRDDs().keySet());
        JobLog.listen(
                () -> assertThatExceptionOfType(Exception.class)
                        .isThrownBy(() -> Training.train(settings, 400))
                        .withMessageContaining("cancelled"),
                new SparkListener() {
                    @Override
                    public void onJobStart(SparkListenerJobStart job) {
                        String description = job.properties().getProperty("spark.job.description", "");
                        if (sync == SyncKind.COLLECTIVE || description.contains("exchange 1")) {
                            Training.spark().sc().cancelJob(job.jobId());
                        }
                    }
                });

        assertThat(before).containsAll(Training.spark().getPersistentRDDs().keySet());
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void oneRowThatIsLeftJoinsTheLastBatch(SyncKind sync) {
        TrainedNetwork trained =
                Training.train(Training.mlp(NormKind.SYNC_BATCH).workers(2).sync(sync), 65);

        assertThat(trained.summary().steps()).hasSize(2);
        assertThat(trained.summary().epochs().get(0).samples()).isEqualTo(65);
    }

    @ParameterizedTest
    @CsvSource({
        "TREE_AGGREGATE, 33, 1", "COLLECTIVE, 33, 1",
        "TREE_AGGREGATE, 99, 3", "COLLECTIVE, 99, 3",
        "TREE_AGGREGATE, 104, 4", "COLLECTIVE, 104, 4"
    })
    void eachWorkerHasTwoRowsOfEveryBatchWhereEachHasStatisticsOfItsOwn(SyncKind sync, int rows, int steps) {
        TrainingSettings.Builder settings =
                Training.mlp(NormKind.BATCH).workers(4).sync(sync).epochs(3);

        assertThat(Training.train(settings, rows).summary().steps()).hasSize(3 * steps);
        assertThat(Training.train(settings.batchSize(8), rows).summary().steps())
                .hasSize(3 * (rows / 8));
    }

    @Test
    void batchesThatAreTooSmallForBatchNormAreRefusedBeforeTheFirstStep() {
        assertTooSmall(
                Training.mlp(NormKind.SYNC_BATCH).batchSize(1),
                "over all workers: found batches of 1 row for 1 worker, expected at least 2");
        assertTooSmall(
                Training.mlp(NormKind.BATCH).workers(4).batchSize(7),
                "on each worker: found batches of 7 rows for 4 workers, expected at least 8");
    }

    private static void assertTooSmall(TrainingSettings.Builder settings, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.train(settings, 64))
                .withMessage("batch norm needs at least 2 values per channel " + message);
    }

    @Test
    void noRowsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.train(Training.mlp(NormKind.SYNC_BATCH), 0))
                .withMessage("there are no rows to train on");
    }
}
