package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.shuffle.MetadataFetchFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparknorm.SparkSessions;

@Timeout(120)
class AbandonedRanksTest {

    /** More than half of the slots: ranks that wait on would leave too few. */
    private static final int WORKERS = 3;

    @Test
    void aRankThatCannotFetchItsRowsLeavesNoOtherWaiting() {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());
        JavaRDD<Integer> shuffled = spark.parallelize(List.of(1, 2, 3), WORKERS).repartition(WORKERS);
        int shuffle = shuffleOf(shuffled);
        JavaRDD<Integer> parts = shuffled.mapPartitionsWithIndex(
                (rank, rows) -> {
                    if (rank == 1 && TaskContext.get().stageAttemptNumber() == 0) {
                        throw new MetadataFetchFailedException(shuffle, rank, "lost on purpose");
                    }
                    return List.of(rank).iterator();
                },
                false);

        List<Double> sums = new BarrierStage(spark.sc(), WORKERS)
                .run(
                        parts,
                        (rank, collective) -> {
                            double[] sum = {rank};
                            collective.sum(sum, "the only step");
                            return sum[0];
                        },
                        "a stage whose rank 1 cannot fetch its rows");

        assertThat(sums).containsExactly(3.0, 3.0, 3.0);
    }

    private static int shuffleOf(JavaRDD<?> rdd) {
        org.apache.spark.rdd.RDD<?> at = rdd.rdd();
        while (!(at.dependencies().head() instanceof ShuffleDependency)) {
            at = at.dependencies().head().rdd();
        }
        return ((ShuffleDependency<?, ?, ?>) at.dependencies().head()).shuffleId();
    }
}
