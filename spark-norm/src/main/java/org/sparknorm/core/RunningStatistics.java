package org.sparknorm.core;

import java.io.Serializable;

/**
 * Mean and variance that follow the batches of training, for use where there is no batch. Immutable.
 *
 * <p>As in PyTorch: {@code running = (1 - momentum) * running + momentum * batch}, so momentum is the weight of the new
 * batch (Keras, Flax and DJL weight the old); the running variance takes the batch's unbiased variance; both start at
 * mean 0 and variance 1. Cumulative statistics (PyTorch's {@code momentum=None}) give every batch the same weight:
 * momentum 1 / (number of batches so far).
 */
public final class RunningStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] mean;
    private final double[] variance;

    /** Null: the same weight for every batch. */
    private final Double momentum;

    private final long batches;

    private RunningStatistics(double[] mean, double[] variance, Double momentum, long batches) {
        this.mean = mean;
        this.variance = variance;
        this.momentum = momentum;
        this.batches = batches;
    }

    /**
     * Mean 0 and variance 1, that move with a fixed momentum.
     *
     * @throws IllegalArgumentException if momentum is not in [0, 1]
     */
    public static RunningStatistics withMomentum(int channels, double momentum) {
        return of(new double[channels], Check.ones(channels), momentum);
    }

    /** Mean 0 and variance 1 until the first batch; then the plain average over all batches. */
    public static RunningStatistics cumulative(int channels) {
        return new RunningStatistics(new double[channels], Check.ones(channels), null, 0);
    }

    /**
     * Given statistics, that move with a fixed momentum.
     *
     * @throws IllegalArgumentException if momentum is not in [0, 1], or the lengths differ
     */
    public static RunningStatistics of(double[] mean, double[] variance, double momentum) {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1], found " + momentum);
        }
        Check.length("variance", variance, mean.length);
        return new RunningStatistics(mean.clone(), variance.clone(), momentum, 0);
    }

    /**
     * These statistics after one more batch.
     *
     * @throws IllegalStateException if the batch has fewer than two values a channel
     * @throws IllegalArgumentException if the number of channels differs
     */
    public RunningStatistics update(Moments batch) {
        double[] batchMean = batch.requireVariance().mean();
        Check.length("the batch's mean", batchMean, mean.length);
        double[] batchVariance = batch.unbiasedVariance();
        double share = momentum == null ? 1.0 / (batches + 1) : momentum;
        return new RunningStatistics(
                moved(mean, batchMean, share), moved(variance, batchVariance, share), momentum, batches + 1);
    }

    public int channels() {
        return mean.length;
    }

    /** A copy. */
    public double[] mean() {
        return mean.clone();
    }

    /** A copy. */
    public double[] variance() {
        return variance.clone();
    }

    private static double[] moved(double[] running, double[] batch, double momentum) {
        double[] moved = running.clone();
        move(moved, batch, momentum);
        return moved;
    }

    /** {@code running = (1 - momentum) * running + momentum * batch}, in place. */
    public static void move(double[] running, double[] batch, double momentum) {
        for (int c = 0; c < running.length; c++) {
            running[c] = (1 - momentum) * running[c] + momentum * batch[c];
        }
    }

    /**
     * Moves running statistics towards a batch of which channels may have few values or none, in place. With two
     * values and more a channel moves as in training. With one value x its mean moves alike, and its variance by the
     * deviation from the mean before and after, {@code (1 - momentum) * variance + momentum * (x - before) * (x -
     * after)}: Welford's update in the exponentially weighted form of Finch, "Incremental calculation of weighted
     * mean and variance" (2009); with momentum 1 it stays, as one value has no variance. Without a value a channel
     * stays as it is. Where there was no mean or variance yet (NaN), it is the batch's.
     *
     * @param mean one a channel
     * @param variance unbiased, one a channel
     * @param momentum weight of the new batch
     */
    public static void move(double[] mean, double[] variance, Moments batch, double momentum) {
        double[] batchMean = batch.mean();
        double[] batchVariance = batch.unbiasedVariance();
        for (int c = 0; c < mean.length; c++) {
            if (batch.rows(c) == 0) {
                continue;
            }
            double before = mean[c];
            mean[c] = Double.isNaN(before) ? batchMean[c] : (1 - momentum) * before + momentum * batchMean[c];
            if (batch.hasVariance(c)) {
                variance[c] = Double.isNaN(variance[c])
                        ? batchVariance[c]
                        : (1 - momentum) * variance[c] + momentum * batchVariance[c];
            } else if (momentum < 1) {
                double deviation = (batchMean[c] - before) * (batchMean[c] - mean[c]);
                variance[c] = (1 - momentum) * variance[c] + momentum * deviation;
            }
        }
    }
}
