package org.sparknorm.lab.study.model;

import org.sparknorm.lab.study.measure.AggregationTree;
import org.sparknorm.lab.study.measure.Way;

/**
 * A way to synchronize, with its settings.
 *
 * @param way treeAggregate or collective
 * @param depth null for other ways than treeAggregate
 * @param finalAggregate driver or executor; null for other ways than treeAggregate
 */
public record Plan(String way, Integer depth, String finalAggregate) {

    private static final String EXECUTOR = "executor";

    public static final Plan COLLECTIVE = new Plan(Way.COLLECTIVE.toString(), null, null);

    /** Merged by the driver in the end. */
    public static Plan tree(int depth) {
        return new Plan(Way.TREE_AGGREGATE.toString(), depth, "driver");
    }

    /** Merged by one executor in the end. */
    public static Plan treeOnExecutor(int depth) {
        return new Plan(Way.TREE_AGGREGATE.toString(), depth, EXECUTOR);
    }

    /**
     * @param workers partitions or ranks
     * @param slots tasks that run at the same time
     * @param bytes of one worker's sums
     */
    public Work work(int workers, int slots, long bytes) {
        return COLLECTIVE.way.equals(way)
                ? Work.collective(workers, bytes)
                : Work.tree(AggregationTree.of(workers, depth, EXECUTOR.equals(finalAggregate)), slots, bytes);
    }

    /** As in {@code treeAggregate, depth 2, on executor}. */
    @Override
    public String toString() {
        return way
                + (depth == null ? "" : ", depth " + depth)
                + (EXECUTOR.equals(finalAggregate) ? ", on executor" : "");
    }
}
