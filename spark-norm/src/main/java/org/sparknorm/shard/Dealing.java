package org.sparknorm.shard;

import java.io.Serializable;

/**
 * Where rows go, before there are workers: every row gets a place at random, whatever the order of the input, and places
 * are cut into as many lanes as a global batch has rows, contiguous and of as equal a length as can be. A global batch
 * takes one row of each lane. Workers hold whole lanes, so that each has an equal share of every batch, and batches are the
 * same for any number of workers.
 *
 * @param rows number of rows of all workers
 * @param batchSize rows of a global batch
 * @param seed seed of the training
 */
record Dealing(long rows, int batchSize, long seed) implements Serializable {

    /** Lanes: never more than rows. */
    int lanes() {
        return (int) Math.min(batchSize, rows);
    }

    /** First place of the lane, and the one after the last of the lane before. */
    long first(int lane) {
        return Math.multiplyExact(rows, lane) / lanes();
    }

    /** Lane of a place. */
    int lane(long place) {
        return (int) ((Math.multiplyExact(place + 1, lanes()) - 1) / rows);
    }

    /** Places by the number of the row in the input. */
    Permutation places() {
        return new Permutation(rows, Permutation.mix(seed));
    }
}
