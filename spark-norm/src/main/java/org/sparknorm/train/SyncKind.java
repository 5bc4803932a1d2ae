package org.sparknorm.train;

/** Says how workers combine their sums: two ways, one mathematics. */
public enum SyncKind {
    /**
     * Runs a Spark job per exchange, on any cluster manager; what a lost executor held is computed again from its rows.
     * Speculation and dynamic allocation may be on. Sums are added in order of arrival, so results move within rounding
     * from run to run.
     */
    TREE_AGGREGATE("treeAggregate"),
    /**
     * Runs one barrier stage per epoch, whose tasks sum among themselves in the order of workers: same seed and number
     * of workers, same bits. It needs a slot for every worker at the same time, and no dynamic allocation; when a
     * worker is lost, the epoch runs again from its start. Under Spark 3.5 in local mode a timer of Spark's keeps the
     * JVM alive after it, until {@code System.exit}.
     */
    COLLECTIVE("collective");

    private final String text;

    SyncKind(String text) {
        this.text = text;
    }

    /** Returns the name that users write: {@code treeAggregate} or {@code collective}. */
    @Override
    public String toString() {
        return text;
    }
}
