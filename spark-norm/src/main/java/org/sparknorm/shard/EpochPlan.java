package org.sparknorm.shard;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which rows form which global batch of an epoch: it follows from the seed and the epoch alone, whoever holds the rows.
 * Rows stand in a pseudo-random order, batch after batch; the last batch may be smaller.
 *
 * @param rows number of rows of all workers
 * @param batchSize rows of a global batch
 * @param seed seed of the training
 * @param epoch number from 1
 */
public record EpochPlan(long rows, int batchSize, long seed, int epoch) implements Serializable {

    /** Global batches. */
    public int steps() {
        return Math.toIntExact((rows + batchSize - 1) / batchSize);
    }

    /** Number of a step over all epochs. */
    public long number(int step) {
        return (epoch - 1L) * steps() + step;
    }

    /** Rows of a global batch. */
    int rowsOf(int step) {
        return (int) Math.min(batchSize, rows - (long) step * batchSize);
    }

    /** Weights of the global batches, where every row weighs 1. */
    public double[] weights() {
        double[] weights = new double[steps()];
        Arrays.setAll(weights, this::rowsOf);
        return weights;
    }

    /**
     * Returns the number by which sums over a global batch become means: a batch of rows that all weigh 0 has sums of
     * 0.
     */
    public static double divisor(double weight) {
        return weight == 0 ? 1 : weight;
    }

    public Permutation order() {
        return new Permutation(rows, Permutation.mix(seed) + epoch);
    }
}
