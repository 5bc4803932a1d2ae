package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.JobLog;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Solver;
import org.sparknorm.sync.TreeAggregate;

@Timeout(120)
class ResultSizeTest {

    /** 50,210 parameters. */
    private static TrainingSettings.Builder settings() {
        return Training.settings(Network.parse("dense 400, norm, dense 2"), Shape.of(122), NormKind.SYNC_BATCH)
                .workers(2)
                .solver(Solver.adamW());
    }

    private static ResultSize size(TrainingSettings settings) {
        return new ResultSize(settings, settings.program());
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void itIsWhatReachesTheDriver(SyncKind sync) {
        TrainingSettings settings = settings().sync(sync).build();
        AtomicLong largest = new AtomicLong();
        JobLog.listen(() -> Training.train(settings.toBuilder(), Training.BATCH), new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
                largest.accumulateAndGet(task.taskMetrics().resultSize(), Math::max);
            }
        });
        double results = sync == SyncKind.COLLECTIVE ? 1 : 2;
        double expected = sync == SyncKind.COLLECTIVE
                ? size(settings).ofEpoch(1)
                : size(settings).ofStep();

        assertThat(results * largest.get() / expected).isCloseTo(1, within(0.05));
    }

    @Test
    void moreThanTheDriverMayTakeIsRefusedBeforeTheFirstStepNamingSettingSizeAndTheOtherWay() {
        TrainingSettings settings = settings().sync(SyncKind.TREE_AGGREGATE).build();
        long ofStep = size(settings).ofStep();
        SparkConf conf = new SparkConf(false).set("spark.driver.maxResultSize", ofStep + "b");
        size(settings).requireWithin(conf, 1);
        size(settings).requireWithin(conf.clone().set("spark.driver.maxResultSize", "0"), 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        size(settings).requireWithin(conf.set("spark.driver.maxResultSize", (ofStep - 1) + "b"), 1))
                .withMessage("spark.driver.maxResultSize is " + (ofStep - 1) + " bytes, expected at least " + ofStep
                        + ": that is what treeAggregate brings to the driver at the end of a step with "
                        + settings.program().parameterCount() + " parameters; collective would bring "
                        + size(settings).ofEpoch(1) + " at the end of an epoch");
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 2", "5, 2, 5", "16, 2, 4", "100, 2, 10", "100, 1, 100", "64, 3, 4"})
    void resultsAreThoseOfTheLastLevelOfTheTree(int partitions, int depth, int results) {
        assertThat(new TreeAggregate(depth).results(partitions)).isEqualTo(results);
    }
}
