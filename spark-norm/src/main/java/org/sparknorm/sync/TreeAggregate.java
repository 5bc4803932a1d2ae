package org.sparknorm.sync;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.sparknorm.core.Mergeable;

/**
 * Merges the summaries of all partitions in one Spark job, over a tree of executors.
 *
 * <p>Spark adds a level to the tree only where that spares work: with {@code scale = ceil(partitions^(1/depth))}, while
 * partitions exceed {@code scale + ceil(partitions / scale)}. Five or fewer partitions are merged by the driver whatever
 * the depth. Partitions are merged in the order in which they arrive, so results move within the error of their merge
 * from run to run.
 */
public final class TreeAggregate {

    private static final String DESCRIPTION = "spark.job.description";

    /** The bytes of no summary: see {@link TaskResults}. */
    private static final byte[] NONE = {};

    private final int depth;

    /**
     * @param depth levels of the tree; 1: every partition goes to the driver
     * @throws IllegalArgumentException if depth is less than 1
     */
    public TreeAggregate(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("aggregation depth must be 1 or more, found " + depth);
        }
        this.depth = depth;
    }

    /**
     * Runs one job.
     *
     * @param parts any number of summaries in each partition; none is fine
     * @param empty the summary of no rows
     * @param description what the Spark UI shows for the job
     * @return all merged; of no partitions, {@code empty}
     */
    public <T extends Mergeable<T>> T merge(JavaRDD<T> parts, T empty, String description) {
        SparkContext context = parts.context();
        String outer = context.getLocalProperty(DESCRIPTION);
        context.setJobDescription(description);
        try {
            byte[] merged = parts.<byte[]>map(TaskResults::write)
                    .treeAggregate(NONE, TreeAggregate::merge, TreeAggregate::merge, depth);
            return merged.length == 0 ? empty : TaskResults.read(merged);
        } finally {
            context.setJobDescription(outer);
        }
    }

    private static <T extends Mergeable<T>> byte[] merge(byte[] one, byte[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        return TaskResults.write(TaskResults.<T>read(one).merge(TaskResults.read(other)));
    }
}
