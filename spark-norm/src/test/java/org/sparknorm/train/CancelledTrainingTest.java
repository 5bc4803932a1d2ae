package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.Await;
import org.sparknorm.network.NormKind;

/** A training that someone ends in the middle of an exchange ends, and leaves nothing behind. */
@Tag("slow")
@Timeout(300)
class CancelledTrainingTest {

    private static final String GROUP = "a training to be cancelled";

    /** Far more than the test would ever wait for. */
    private static final int EPOCHS = 1_000_000;

    /** Steps enough for an epoch to last until someone has looked. */
    private static final int ROWS = 20_000;

    enum Ending {
        JOB {
            @Override
            void end(SparkContext context, Thread training) {
                Arrays.stream(context.statusTracker().getActiveJobIds()).forEach(context::cancelJob);
            }
        },
        JOB_GROUP {
            @Override
            void end(SparkContext context, Thread training) {
                context.cancelJobGroup(GROUP);
            }
        },
        THREAD {
            @Override
            void end(SparkContext context, Thread training) {
                training.interrupt();
            }
        };

        abstract void end(SparkContext context, Thread training);
    }

    private static TrainingSettings.Builder settings(SyncKind sync) {
        return Training.mlp(NormKind.SYNC_BATCH).workers(2).sync(sync);
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECTIVE, JOB",
        "COLLECTIVE, JOB_GROUP",
        "COLLECTIVE, THREAD",
        "TREE_AGGREGATE, JOB",
        "TREE_AGGREGATE, JOB_GROUP",
        "TREE_AGGREGATE, THREAD"
    })
    void aCancelledTrainingEndsAndTheNextOneWorks(SyncKind sync, Ending ending) throws Exception {
        JavaSparkContext spark = Training.spark();
        Set<Integer> persisted = Set.copyOf(spark.getPersistentRDDs().keySet());
        FutureTask<TrainedNetwork> fit = new FutureTask<>(() -> {
            spark.setJobGroup(GROUP, "", true);
            return Training.train(settings(sync).batchSize(4).epochs(EPOCHS), ROWS);
        });
        Thread training = new Thread(fit, "training to be cancelled");
        training.start();
        Class<?> exchange = sync == SyncKind.COLLECTIVE ? CollectiveStep.class : TreeAggregateStep.class;
        Await.until("an exchange", () -> Await.anyThreadIsIn(exchange) || fit.isDone());
        assertThat(fit).isNotDone();

        ending.end(spark.sc(), training);
        Await.until("the training ends", () -> {
            // Between two jobs there was none to cancel; a thread is interrupted once.
            if (ending != Ending.THREAD) {
                ending.end(spark.sc(), training);
            }
            return fit.isDone();
        });

        assertThat(failure(fit)).isNotNull();
        Await.until("no job runs", () -> spark.statusTracker().getActiveJobIds().length == 0);
        Await.until("no task runs", () -> !Await.anyThreadIsIn(EpochLoop.class));
        assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(persisted);
        assertThat(Training.train(settings(sync), 100).summary().epochs()).hasSize(1);
    }

    @Test
    void aJobOfTheSecondExchangeLeavesNothingOfTheFirst() {
        JavaSparkContext spark = Training.spark();
        Set<Integer> persisted = Set.copyOf(spark.getPersistentRDDs().keySet());
        SparkListener cancels = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                if (job.properties().getProperty("spark.job.description", "").endsWith("exchange 1")) {
                    spark.sc().cancelJob(job.jobId());
                }
            }
        };
        spark.sc().addSparkListener(cancels);
        try {
            assertThatThrownBy(() ->
                            Training.train(settings(SyncKind.TREE_AGGREGATE).epochs(EPOCHS), 100))
                    .hasStackTraceContaining("cancelled");
        } finally {
            spark.sc().removeSparkListener(cancels);
        }
        assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(persisted);
    }

    private static Throwable failure(FutureTask<?> fit) throws Exception {
        try {
            fit.get(1, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
