package org.sparknorm.train;

/** How workers combine their sums: two ways, one mathematics. */
public enum SyncKind {
    /**
     * A Spark job per exchange, on any cluster manager; what a lost executor held is computed again from its rows.
     * Speculation and dynamic allocation may be on. Sums are added in order of arrival, so results move within rounding
     * from run to run.
     */
    TREE_AGGREGATE("treeAggregate"),
    /**
     * One barrier stage per epoch, whose tasks sum among themselves in rank order: same seed and number of workers,
     * same bits. Needs a slot for every worker at the same time, and no dynamic allocation; when a worker is lost, the
     * epoch runs again from its start. Under Spark 3.5 in local mode a timer of Spark's keeps the JVM alive
     * after it, until {@code System.exit}.
     */
    COLLECTIVE("collective");

    private final String text;

    SyncKind(String text) {
        this.text = text;
    }

    /** The name that users write: {@code treeAggregate} or {@code collective}. */
    @Override
    public String toString() {
        return text;
    }
}
