package org.sparknorm.sync;

import org.apache.spark.api.java.JavaRDD;

/** RDDs that are kept on executors while a training needs them. */
public final class Persisted {

    private Persisted() {}

    /**
     * Releases what executors keep of an RDD, without waiting for them, in an interrupted thread too: Spark asks the
     * driver first, and a pending interrupt would end that question, and with it the release.
     */
    public static void release(JavaRDD<?> rdd) {
        boolean interrupted = Thread.interrupted();
        try {
            rdd.unpersist(false);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
