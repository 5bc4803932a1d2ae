package org.sparknorm.sync;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** Text that the Spark UI shows for a job. */
final class JobDescription {

    private static final String PROPERTY = "spark.job.description";

    private JobDescription() {}

    /** Runs jobs under a description; afterwards the caller's counts again. */
    static <T> T during(SparkContext context, String description, Supplier<T> jobs) {
        String outer = context.getLocalProperty(PROPERTY);
        context.setJobDescription(description);
        try {
            return jobs.get();
        } finally {
            context.setJobDescription(outer);
        }
    }
}
