package org.sparknorm.core;

import java.io.Serializable;
import org.sparknorm.kernel.DoubleKernels;
import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;

/**
 * Batch norm (Ioffe and Szegedy 2015) with given statistics: {@code y = (x - mean) * rstd * gamma + beta}, a mean and an
 * rstd for each channel of the {@link Rows}. The statistics are those of a batch in training, wherever its rows lie, or running ones in
 * evaluation; forward and backward need no other worker once they are there. Immutable, safe for all threads.
 *
 * <p>A channel of zero variance gives beta. A NaN or infinite value stays where it is. A worker without rows has nothing
 * to normalize and adds nothing to the sums.
 */
public final class ChannelNorm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] mean;
    private final double[] residual;
    private final double[] rstd;
    private final double[] gamma;
    private final double[] scale;
    private final double[] beta;

    private ChannelNorm(double[] mean, double[] residual, double[] variance, Affine affine, double epsilon) {
        Check.epsilon(epsilon);
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
     * Training: the batch's mean and biased variance.
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
        requireFit(rows, "x", x.length);
        rows.requireIn("y", y.length);
        DoubleKernels kernels = Kernels.doubles();
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (rows.positions() == 1) {
                kernels.normalizeChannels(x, from, y, from, mean, residual, scale, beta);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * rows.positions();
                kernels.normalize(x, at, y, at, rows.positions(), mean[c], residual[c], scale[c], beta[c]);
            }
        }
    }

    /** As {@link #normalize(double[], Rows, double[])}, of floats. */
    public void normalize(float[] x, Rows rows, float[] y) {
        requireFit(rows, "x", x.length);
        rows.requireIn("y", y.length);
        FloatKernels kernels = Kernels.floats();
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (rows.positions() == 1) {
                kernels.normalizeChannels(x, from, y, from, mean, residual, scale, beta);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * rows.positions();
                kernels.normalize(x, at, y, at, rows.positions(), mean[c], residual[c], scale[c], beta[c]);
            }
        }
    }

    /** First half of the backward pass: adds the sums of these rows. Merge them over all workers, then take dx. */
    public void addGradients(double[] dy, double[] x, Rows rows, GradientSums into) {
        requireFit(rows, "dy", dy.length);
        rows.requireIn("x", x.length);
        DoubleKernels kernels = Kernels.doubles();
        double[] dbeta = new double[channels()];
        double[] dgamma = new double[channels()];
        double[] stretch = new double[2];
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (rows.positions() == 1) {
                kernels.addGradientRow(dy, from, x, from, mean, residual, rstd, dbeta, dgamma);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * rows.positions();
                stretch[0] = 0;
                stretch[1] = 0;
                kernels.addGradientStretch(dy, at, x, at, rows.positions(), mean[c], residual[c], rstd[c], stretch);
                dbeta[c] += stretch[0];
                dgamma[c] += stretch[1];
            }
        }
        into.add(dbeta, dgamma, (double) rows.count() * rows.positions());
    }

    /** As {@link #addGradients(double[], double[], Rows, GradientSums)}, of floats. */
    public void addGradients(float[] dy, float[] x, Rows rows, GradientSums into) {
        requireFit(rows, "dy", dy.length);
        rows.requireIn("x", x.length);
        FloatKernels kernels = Kernels.floats();
        double[] dbeta = new double[channels()];
        double[] dgamma = new double[channels()];
        double[] stretch = new double[2];
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (rows.positions() == 1) {
                kernels.addGradientRow(dy, from, x, from, mean, residual, rstd, dbeta, dgamma);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * rows.positions();
                stretch[0] = 0;
                stretch[1] = 0;
                kernels.addGradientStretch(dy, at, x, at, rows.positions(), mean[c], residual[c], rstd[c], stretch);
                dbeta[c] += stretch[0];
                dgamma[c] += stretch[1];
            }
        }
        into.add(dbeta, dgamma, (double) rows.count() * rows.positions());
    }

    /**
     * Second half: {@code dx = scale * (dy - dbeta / n - xhat * dgamma / n)}, with the sums and the count n of the whole
     * batch.
     *
     * @param dx may be dy
     */
    public void inputGradient(double[] dy, double[] x, Rows rows, GradientSums batch, double[] dx) {
        requireFit(rows, "dy", dy.length);
        rows.requireIn("x", x.length);
        rows.requireIn("dx", dx.length);
        DoubleKernels kernels = Kernels.doubles();
        double[] a = shares(batch.dbeta(), batch.count());
        double[] b = shares(batch.dgamma(), batch.count());
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (rows.positions() == 1) {
                kernels.inputGradientChannels(dy, from, x, from, dx, from, mean, residual, rstd, scale, a, b);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * rows.positions();
                double g = gamma[c];
                kernels.inputGradient(
                        dy, at, x, at, dx, at, rows.positions(), mean[c], residual[c], rstd[c], g, g * a[c], g * b[c]);
            }
        }
    }

    /** As {@link #inputGradient(double[], double[], Rows, GradientSums, double[])}, of floats. */
    public void inputGradient(float[] dy, float[] x, Rows rows, GradientSums batch, float[] dx) {
        requireFit(rows, "dy", dy.length);
        rows.requireIn("x", x.length);
        rows.requireIn("dx", dx.length);
        FloatKernels kernels = Kernels.floats();
        double[] a = shares(batch.dbeta(), batch.count());
        double[] b = shares(batch.dgamma(), batch.count());
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (rows.positions() == 1) {
                kernels.inputGradientChannels(dy, from, x, from, dx, from, mean, residual, rstd, scale, a, b);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * rows.positions();
                double g = gamma[c];
                kernels.inputGradient(
                        dy, at, x, at, dx, at, rows.positions(), mean[c], residual[c], rstd[c], g, g * a[c], g * b[c]);
            }
        }
    }

    private static double[] shares(double[] sums, double count) {
        double[] shares = new double[sums.length];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = sums[c] / count;
        }
        return shares;
    }

    private void requireFit(Rows rows, String name, int size) {
        if (rows.channels() != channels()) {
            throw new IllegalArgumentException(
                    "found rows of " + rows.channels() + " channels, expected " + channels());
        }
        rows.requireIn(name, size);
    }
}
