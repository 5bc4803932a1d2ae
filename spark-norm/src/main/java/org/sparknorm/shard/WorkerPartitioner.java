package org.sparknorm.shard;

import org.apache.spark.Partitioner;

/** Numbers 0, ..., rows - 1 in contiguous ranges of as equal a length as can be, one for each worker. */
final class WorkerPartitioner extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final long rows;
    private final int workers;

    WorkerPartitioner(long rows, int workers) {
        this.rows = rows;
        this.workers = workers;
    }

    /** First row of the worker, and the one after the last of the worker before. */
    long first(int worker) {
        return Math.multiplyExact(rows, worker) / workers;
    }

    @Override
    public int numPartitions() {
        return workers;
    }

    @Override
    public int getPartition(Object row) {
        return (int) ((((Long) row + 1) * workers - 1) / rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerPartitioner partitioner
                && partitioner.rows == rows
                && partitioner.workers == workers;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(rows) + workers;
    }
}
