package org.sparknorm.shard;

import org.apache.spark.Partitioner;

/** The worker of each place: workers hold whole lanes, as equal a number as can be, in contiguous ranges of places. */
final class WorkerPartitioner extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final Dealing dealing;
    private final int workers;

    WorkerPartitioner(Dealing dealing, int workers) {
        this.dealing = dealing;
        this.workers = workers;
    }

    /** First place of the worker, and the one after the last of the worker before. */
    long first(int worker) {
        return dealing.first((int) ((long) dealing.lanes() * worker / workers));
    }

    @Override
    public int numPartitions() {
        return workers;
    }

    @Override
    public int getPartition(Object place) {
        return (int) (((dealing.lane((Long) place) + 1L) * workers - 1) / dealing.lanes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerPartitioner partitioner
                && partitioner.dealing.equals(dealing)
                && partitioner.workers == workers;
    }

    @Override
    public int hashCode() {
        return 31 * dealing.hashCode() + workers;
    }
}
