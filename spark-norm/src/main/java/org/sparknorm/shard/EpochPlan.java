package org.sparknorm.shard;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which rows form which global batch of an epoch: it follows from the seed and the epoch alone, whoever holds the rows.
 * Each batch takes one row of each lane of the {@link Dealing}, in a pseudo-random order. What is left in the end is a
 * smaller batch, or, if it is too small to be one, joins the last.
 *
 * @param rows number of rows of all workers
 * @param batchSize rows of a global batch
 * @param seed seed of the training
 * @param epoch number from 1
 * @param leastRows rows of the smallest batch that can be trained on
 */
public record EpochPlan(long rows, int batchSize, long seed, int epoch, int leastRows) implements Serializable {

    /** Global batches. */
    public int steps() {
        long full = rows / batchSize;
        return Math.toIntExact(full == 0 || rows % batchSize >= leastRows ? full + 1 : full);
    }

    /** Number of a step over all epochs. */
    public long number(int step) {
        return (epoch - 1L) * steps() + step;
    }

    /** Rows of a global batch. */
    int rowsOf(int step) {
        return step < steps() - 1 ? batchSize : Math.toIntExact(rows - (long) step * batchSize);
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

    /** The order of rows. */
    public EpochOrder order() {
        return new EpochOrder(this);
    }

    Dealing dealing() {
        return new Dealing(rows, batchSize, seed);
    }
}
