package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.JobLog;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Moments;
import org.sparknorm.core.MomentsAccumulator;

class TreeAggregateTest {

    private static final SparkContext CONTEXT = SparkSessions.shared().sparkContext();

    @AfterEach
    void clearDescription() {
        CONTEXT.setJobDescription(null);
    }

    /** In partition p one row with the value p. */
    private static JavaRDD<Moments> parts(int partitions) {
        List<Integer> numbers = IntStream.range(0, partitions).boxed().toList();
        return new JavaSparkContext(CONTEXT).parallelize(numbers, partitions).map(p -> {
            MomentsAccumulator accumulator = new MomentsAccumulator(1, 1);
            accumulator.add(new double[] {p}, 0, 1);
            return accumulator.toMoments();
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 2", "17, 1", "17, 2", "17, 3"})
    void mergesEveryPartitionOnceInOneJob(int partitions, int depth) {
        List<String> jobs = JobLog.of(() -> {
            Moments merged = new TreeAggregate(depth).merge(parts(partitions), Moments.empty(1), "all parts");
            assertThat(merged.rows()).isEqualTo(partitions);
            assertThat(merged.mean()[0]).isEqualTo((partitions - 1) / 2.0);
        });
        assertThat(jobs).containsExactly("all parts");
    }

    @Test
    void noPartitionsGiveTheEmptySummary() {
        JavaRDD<Moments> none = new JavaSparkContext(CONTEXT).<Moments>emptyRDD();
        assertThat(new TreeAggregate(2).merge(none, Moments.empty(3), "none").rows())
                .isZero();
    }

    @Test
    void theCallersDescriptionIsRestored() {
        CONTEXT.setJobDescription("the caller's");
        new TreeAggregate(2).merge(parts(2), Moments.empty(1), "ours");
        assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("the caller's");

        CONTEXT.setJobDescription(null);
        new TreeAggregate(2).merge(parts(2), Moments.empty(1), "ours");
        assertThat(CONTEXT.getLocalProperty("spark.job.description")).isNull();
    }

    @Test
    void theCallersDescriptionIsRestoredAfterAFailure() {
        CONTEXT.setJobDescription("the caller's");
        JavaRDD<Moments> failing = parts(2).map(moments -> {
            throw new IllegalStateException("lost");
        });
        assertThatThrownBy(() -> new TreeAggregate(2).merge(failing, Moments.empty(1), "ours"))
                .hasMessageContaining("lost");
        assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("the caller's");
    }

    @Test
    void depthIsAtLeastOne() {
        assertThatThrownBy(() -> new TreeAggregate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aggregation depth must be 1 or more, found 0");
    }
}
