package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.sparknorm.SparkSessions;

class PersistedTest {

    @Test
    void anInterruptedThreadReleasesAndStaysInterrupted() {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());
        JavaRDD<Integer> rdd = context.parallelize(List.of(1, 2, 3), 2).cache();
        rdd.count();

        Thread.currentThread().interrupt();
        Persisted.release(rdd);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(context.getPersistentRDDs()).doesNotContainKey(rdd.id());
    }
}
