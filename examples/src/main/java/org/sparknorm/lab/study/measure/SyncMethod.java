package org.sparknorm.lab.study.measure;

/** A way to synchronize, or a limit to compare one with. */
public enum SyncMethod {
    /** A Spark job that merges the partitions' sums in a tree. */
    TREE_AGGREGATE("treeAggregate"),

    /** The ranks of a barrier stage, among themselves. */
    COLLECTIVE("collective"),

    /** {@code BarrierTaskContext.barrier}: Spark's own meeting point, without a payload. */
    BARRIER("barrier"),

    /** {@code BarrierTaskContext.allGather}: Spark's own exchange of text, through the driver. */
    ALL_GATHER("allGather"),

    /** There and back again over one plain TCP connection: what no way can beat. */
    TCP("tcp");

    private final String label;

    SyncMethod(String label) {
        this.label = label;
    }

    /** Returns the name that report.json and grids write. */
    @Override
    public String toString() {
        return label;
    }
}
