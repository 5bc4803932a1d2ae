package org.sparknorm.lab.study.model;

import org.sparknorm.lab.study.measure.AggregationTree;
import org.sparknorm.lab.study.measure.SyncMethod;

/**
 * A way to synchronize, with its settings.
 *
 * @param way treeAggregate or collective
 * @param depth levels of the tree; null for other ways than treeAggregate
 * @param finalAggregate driver or executor; null for other ways than treeAggregate
 */
public record MethodSettings(String way, Integer depth, String finalAggregate) {

    private static final String EXECUTOR = "executor";

    public static final MethodSettings COLLECTIVE = new MethodSettings(SyncMethod.COLLECTIVE.toString(), null, null);

    /** Makes the settings of a tree whose last merge is the driver's. */
    public static MethodSettings tree(int depth) {
        return new MethodSettings(SyncMethod.TREE_AGGREGATE.toString(), depth, "driver");
    }

    /** Makes the settings of a tree whose last merge is an executor's. */
    public static MethodSettings treeOnExecutor(int depth) {
        return new MethodSettings(SyncMethod.TREE_AGGREGATE.toString(), depth, EXECUTOR);
    }

    /**
     * @param workers partitions or ranks
     * @param slots tasks that run at the same time
     * @param bytes size of one worker's sums
     */
    public CostTerms work(int workers, int slots, long bytes) {
        return COLLECTIVE.way.equals(way)
                ? CostTerms.collective(workers, bytes)
                : CostTerms.tree(AggregationTree.of(workers, depth, EXECUTOR.equals(finalAggregate)), slots, bytes);
    }

    /** Returns the words for people, as in {@code treeAggregate, depth 2, on executor}. */
    @Override
    public String toString() {
        return way
                + (depth == null ? "" : ", depth " + depth)
                + (EXECUTOR.equals(finalAggregate) ? ", on executor" : "");
    }
}
