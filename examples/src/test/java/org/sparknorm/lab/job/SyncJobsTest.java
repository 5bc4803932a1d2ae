package org.sparknorm.lab.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.sparknorm.examples.SparkSessions;

class SyncJobsTest {

    @Test
    void onlyTheJobsOfTheActionCount() throws IOException {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());
        SyncJobs jobs = new SyncJobs(context);
        context.parallelize(List.of(1, 2)).count();
        assertThat(jobs.count(() -> "no job").jobs()).isZero();
        SyncJobs.Run<Long> twice = jobs.count(() -> {
            context.parallelize(List.of(1, 2)).count();
            return context.parallelize(List.of(1, 2, 3)).count();
        });
        assertThat(twice.jobs()).isEqualTo(2);
        assertThat(twice.result()).isEqualTo(3);
    }
}
