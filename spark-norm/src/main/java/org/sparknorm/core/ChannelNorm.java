package org.sparknorm.core;

import java.io.Serializable;

/**
 * Batch norm (Ioffe and Szegedy 2015) with given statistics: {@code y = (x - mean) * rstd * gamma + beta}, a mean and
 * an rstd for each channel of the {@link Rows}. The statistics are those of a batch in training, wherever its rows lie,
 * or running ones in evaluation; forward and backward need no other worker once they are there. Immutable, safe for all
 * threads.
 *
 * <p>A channel of zero variance gives beta. A NaN or infinite value stays where it is. A worker without rows has
 * nothing to normalize and adds nothing to the sums.
 */
public final class ChannelNorm implements Serializable {

    private static final long serialVersionUID = 1L;

    final double[] mean;
    final double[] residual;
    final double[] rstd;
    final double[] gamma;
    final double[] scale;
    final double[] beta;

    private ChannelNorm(double[] mean, double[] residual, double[] variance, Affine affine, double epsilon) {
        Epsilon.require(epsilon);
        affine.requireChannels(mean.length);
        this.mean = mean;
        this.residual = residual;
        this.rstd = new double[mean.length];
        this.gamma = new double[mean.length];
        this.scale = new double[mean.length];
        this.beta = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            rstd[c] = 1 / Math.sqrt(variance[c] + epsilon);
            gamma[c] = affine.gammaOf(c);
            scale[c] = rstd[c] * gamma[c];
            beta[c] = affine.betaOf(c);
        }
    }

    /**
     * Makes the norm of training, by the batch's mean and biased variance.
     *
     * @throws IllegalStateException if the batch has fewer than two values a channel
     */
    public static ChannelNorm ofBatch(Moments batch, Affine affine, double epsilon) {
        batch.requireVariance();
        return new ChannelNorm(batch.mean(), batch.meanResidual(), batch.variance(), affine, epsilon);
    }

    /** Given mean and variance: running ones in evaluation, or a batch's, where a mean of one double is good enough. */
    public static ChannelNorm of(double[] mean, double[] variance, Affine affine, double epsilon) {
        Check.length("variance", variance, mean.length);
        return new ChannelNorm(mean.clone(), new double[mean.length], variance, affine, epsilon);
    }

    public int channels() {
        return mean.length;
    }

    /**
     * @param y may be x
     * @throws IllegalArgumentException if an array is too short, or the rows have other channels
     */
    public void normalize(double[] x, Rows rows, double[] y) {
        DoubleChannelNorm.normalize(this, x, rows, y);
    }

    /** Does the same as {@link #normalize(double[], Rows, double[])} for floats. */
    public void normalize(float[] x, Rows rows, float[] y) {
        FloatChannelNorm.normalize(this, x, rows, y);
    }

    /** First half of the backward pass: adds the sums of these rows. Merge them over all workers, then take dx. */
    public void addGradients(double[] dy, double[] x, Rows rows, GradientSums into) {
        double[] dbeta = new double[channels()];
        double[] dgamma = new double[channels()];
        DoubleChannelNorm.addGradients(this, dy, x, rows, dbeta, dgamma);
        into.add(dbeta, dgamma, (double) rows.count() * rows.positions());
    }

    /** Does the same as {@link #addGradients(double[], double[], Rows, GradientSums)} for floats. */
    public void addGradients(float[] dy, float[] x, Rows rows, GradientSums into) {
        double[] dbeta = new double[channels()];
        double[] dgamma = new double[channels()];
        FloatChannelNorm.addGradients(this, dy, x, rows, dbeta, dgamma);
        into.add(dbeta, dgamma, (double) rows.count() * rows.positions());
    }

    /**
     * Does the second half: {@code dx = scale * (dy - dbeta / n - xhat * dgamma / n)}, with the sums and the count n of
     * the whole batch.
     *
     * @param dx may be dy
     */
    public void inputGradient(double[] dy, double[] x, Rows rows, GradientSums batch, double[] dx) {
        double[] a = shares(batch.dbeta(), batch.count());
        double[] b = shares(batch.dgamma(), batch.count());
        DoubleChannelNorm.inputGradient(this, dy, x, rows, a, b, dx);
    }

    /** Does the same as {@link #inputGradient(double[], double[], Rows, GradientSums, double[])} for floats. */
    public void inputGradient(float[] dy, float[] x, Rows rows, GradientSums batch, float[] dx) {
        double[] a = shares(batch.dbeta(), batch.count());
        double[] b = shares(batch.dgamma(), batch.count());
        FloatChannelNorm.inputGradient(this, dy, x, rows, a, b, dx);
    }

    private static double[] shares(double[] sums, double count) {
        double[] shares = new double[sums.length];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = sums[c] / count;
        }
        return shares;
    }

    void requireFit(Rows rows, String name, int size) {
        if (rows.channels() != channels()) {
            throw new IllegalArgumentException(
                    "found rows of " + rows.channels() + " channels, expected " + channels());
        }
        rows.requireIn(name, size);
    }
}
