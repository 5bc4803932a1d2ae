package org.sparknorm.network;

/** The kinds of norm that may stand where a network says {@code norm}. */
public enum NormKind {
    /** No norm: what it would read stays as it is. */
    NONE,
    /** Batch norm with each worker's own statistics (Ioffe and Szegedy 2015). */
    BATCH,
    /** Batch norm with the statistics of all workers' rows. */
    SYNC_BATCH,
    /** Layer norm over the whole row, every element with its own gamma and beta (Ba, Kiros, Hinton 2016). */
    LAYER,
    /** Group norm, every channel with its own gamma and beta (Wu and He 2018). */
    GROUP,
    /** RMS norm over the whole row: not centered, every element with its own gamma (Zhang and Sennrich 2019). */
    RMS;

    /** Returns whether statistics are taken over the rows of a batch, and running ones kept for prediction. */
    public boolean isBatch() {
        return this == BATCH || this == SYNC_BATCH;
    }
}
