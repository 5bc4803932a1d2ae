package org.sparknorm.sync;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.sparknorm.core.Mergeable;

/**
 * Merges the summaries of all partitions in one Spark job, over a tree of executors.
 *
 * <p>Spark adds a level to the tree only where that spares work: with {@code scale = ceil(partitions^(1/depth))}, while
 * partitions exceed {@code scale + ceil(partitions / scale)}. Five or fewer partitions are merged by the driver
 * whatever the depth. Partitions are merged in the order in which they arrive, so results move within the error of
 * their merge from run to run.
 */
public final class TreeAggregate {

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
     * Returns how many summaries reach the driver in one job.
     *
     * @param partitions partitions with a summary each
     */
    public int results(int partitions) {
        int results = partitions;
        int scale = Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / depth)));
        while (results > scale + Math.ceil((double) results / scale)) {
            results /= scale;
        }
        return results;
    }

    /**
     * Runs one job.
     *
     * @param parts any number of summaries in each partition; none is fine
     * @param empty the summary of no rows
     * @param description text that the Spark UI shows for the job
     * @return all merged; of no partitions, {@code empty}
     */
    public <T extends Mergeable<T>> T merge(JavaRDD<T> parts, T empty, String description) {
        Object merged = JobDescription.during(
                parts.context(),
                description,
                () -> parts.<byte[]>map(TaskResults::write)
                        .<Object>treeAggregate(NONE, TreeAggregate::merge, TreeAggregate::merge, depth));
        return isNone(merged) ? empty : read(merged);
    }

    /** Merges two summaries: bytes where the result leaves a task, itself where the driver merges on. */
    private static <T extends Mergeable<T>> Object merge(Object one, Object other) {
        if (isNone(one) || isNone(other)) {
            return isNone(one) ? other : one;
        }
        T merged = TreeAggregate.<T>read(one).merge(read(other));
        return TaskContext.get() == null ? merged : TaskResults.write(merged);
    }

    private static boolean isNone(Object summary) {
        return summary instanceof byte[] bytes && bytes.length == 0;
    }

    @SuppressWarnings("unchecked")
    private static <T> T read(Object summary) {
        return summary instanceof byte[] bytes ? TaskResults.read(bytes) : (T) summary;
    }
}
