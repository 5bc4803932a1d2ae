package org.sparknorm.train;

import java.io.Serializable;

/**
 * Says who takes part in a step, and how they combine their sums.
 *
 * @param count number of tasks that share each global batch
 * @param sync way to synchronize
 * @param aggregationDepth levels of the tree of treeAggregate
 */
public record WorkerSettings(int count, SyncKind sync, int aggregationDepth) implements Serializable {

    /** The default: one worker, treeAggregate of depth 2. */
    public static final WorkerSettings DEFAULT = new WorkerSettings(1, SyncKind.TREE_AGGREGATE, 2);

    public WorkerSettings {
        TrainingSettings.requireAtLeastOne("workers", count);
        TrainingSettings.requireAtLeastOne("aggregationDepth", aggregationDepth);
    }
}
