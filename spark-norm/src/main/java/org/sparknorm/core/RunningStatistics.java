package org.sparknorm.core;

import java.io.Serializable;

/**
 * Mean and variance that follow the batches of training, for use where there is no batch. Immutable.
 *
 * <p>As in PyTorch: {@code running = (1 - momentum) * running + momentum * batch}, so momentum is the weight of the new
 * batch (Keras, Flax and DJL weight the old); the running variance takes the batch's unbiased variance; both start at
 * mean 0 and variance 1. A momentum of 1, 1/2, 1/3 and so on gives every batch the same weight (PyTorch's
 * {@code momentum=None}).
 *
 * <p>PyTorch's running statistics hold on to that start: after t batches it still weighs {@code (1 - momentum)^t}, 1.5
 * % after 40, which is more than a standard deviation where a mean is large. {@link #corrected} gives momenta that
 * leave nothing of it.
 */
public final class RunningStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] mean;
    private final double[] variance;

    private RunningStatistics(double[] mean, double[] variance) {
        this.mean = mean;
        this.variance = variance;
    }

    /** Returns what training starts with: mean 0 and variance 1. */
    public static RunningStatistics initial(int channels) {
        return new RunningStatistics(new double[channels], Check.ones(channels));
    }

    /**
     * Returns given statistics, of a saved model for example; the arrays are copied.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static RunningStatistics of(double[] mean, double[] variance) {
        Check.length("variance", variance, mean.length);
        return new RunningStatistics(mean.clone(), variance.clone());
    }

    /**
     * Returns these statistics after one more batch.
     *
     * @param momentum weight of the new batch, in [0, 1]
     * @throws IllegalStateException if the batch has fewer than two values a channel
     * @throws IllegalArgumentException if momentum is not in [0, 1], or the number of channels differs
     */
    public RunningStatistics update(Moments batch, double momentum) {
        requireMomentum(momentum);
        double[] batchMean = batch.requireVariance().mean();
        Check.length("the batch's mean", batchMean, mean.length);
        return new RunningStatistics(
                moved(mean, batchMean, momentum), moved(variance, batch.unbiasedVariance(), momentum));
    }

    /**
     * Returns the momentum for the t-th batch after the start by which the start weighs nothing: {@code momentum / (1 -
     * (1 - momentum)^t)}. The first batch counts in full, the second by about a half; once {@code (1 - momentum)^t} is
     * below a double's rounding it is the momentum itself. Running statistics moved so are PyTorch's, without the start
     * and divided by {@code 1 - (1 - momentum)^t}: the bias correction of Adam (Kingma and Ba 2015, section 3). A
     * momentum of 0 moves nothing.
     *
     * @param momentum weight of the new batch in the long run, in [0, 1]
     * @param t number of the batch, from 1
     */
    public static double corrected(double momentum, long t) {
        return momentum == 0 ? 0 : momentum / -StrictMath.expm1(t * StrictMath.log1p(-momentum));
    }

    /**
     * Checks a momentum.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public static void requireMomentum(double momentum) {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1], found " + momentum);
        }
    }

    /** Returns a copy of the mean of each channel. */
    public double[] mean() {
        return mean.clone();
    }

    /** Returns a copy of the unbiased variance of each channel. */
    public double[] variance() {
        return variance.clone();
    }

    private static double[] moved(double[] running, double[] batch, double momentum) {
        double[] moved = new double[running.length];
        for (int c = 0; c < moved.length; c++) {
            moved[c] = (1 - momentum) * running[c] + momentum * batch[c];
        }
        return moved;
    }

    /**
     * Moves running statistics towards a batch of which channels may have few values or none, in place. With two values
     * and more a channel moves as in training. With one value x its mean moves alike, and its variance by the deviation
     * from the mean before and after, {@code (1 - momentum) * variance + momentum * (x - before) * (x - after)}:
     * Welford's update in the exponentially weighted form of Finch, "Incremental calculation of weighted mean and
     * variance" (2009); with momentum 1 it stays, as one value has no variance. Without a value a channel stays as it
     * is. Where there was no mean or variance yet (NaN), it is the batch's.
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
