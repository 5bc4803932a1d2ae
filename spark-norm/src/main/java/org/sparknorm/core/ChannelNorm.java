package org.sparknorm.core;

import java.io.Serializable;
import org.sparknorm.kernel.Kernels;

/**
 * Batch norm (Ioffe and Szegedy 2015) with given statistics: {@code y = (x - mean) * rstd * gamma + beta}, a mean and an
 * rstd for each channel. The statistics are those of a batch in training, wherever its rows lie, or running ones in
 * evaluation; forward and backward need no other worker once they are there. Immutable, safe for all threads.
 *
 * <p>A channel of zero variance gives beta. A NaN or infinite value stays where it is. A worker without rows passes
 * empty arrays and 0 rows: it then has nothing to normalize and adds nothing to the sums.
 */
public final class ChannelNorm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] mean;
    private final double[] residual;
    private final double[] rstd;
    private final double[] scale;
    private final double[] beta;

    private ChannelNorm(double[] mean, double[] residual, double[] variance, Affine affine, double epsilon) {
        Check.epsilon(epsilon);
        affine.requireChannels(mean.length);
        this.mean = mean;
        this.residual = residual;
        this.rstd = new double[mean.length];
        this.scale = new double[mean.length];
        this.beta = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            rstd[c] = 1 / Math.sqrt(variance[c] + epsilon);
            scale[c] = rstd[c] * affine.gammaOf(c);
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

    /** Evaluation: given mean and variance. */
    public static ChannelNorm ofRunning(double[] mean, double[] variance, Affine affine, double epsilon) {
        Check.length("variance", variance, mean.length);
        return new ChannelNorm(mean.clone(), new double[mean.length], variance, affine, epsilon);
    }

    public int channels() {
        return mean.length;
    }

    /**
     * @param x {@code rows x (channels * positions)}
     * @param y of the size of x, may be x
     * @throws IllegalArgumentException if x does not divide into rows of so many channels
     */
    public void normalize(double[] x, int rows, double[] y) {
        int positions = positions(x.length, rows);
        for (int from = 0; from < x.length; from += channels() * positions) {
            if (positions == 1) {
                Kernels.doubles().normalizeChannels(x, from, y, from, mean, residual, scale, beta);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * positions;
                Kernels.doubles().normalize(x, at, y, at, positions, mean[c], residual[c], scale[c], beta[c]);
            }
        }
    }

    /** As {@link #normalize(double[], int, double[])}, of floats. */
    public void normalize(float[] x, int rows, float[] y) {
        int positions = positions(x.length, rows);
        for (int from = 0; from < x.length; from += channels() * positions) {
            if (positions == 1) {
                Kernels.floats().normalizeChannels(x, from, y, from, mean, residual, scale, beta);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * positions;
                Kernels.floats().normalize(x, at, y, at, positions, mean[c], residual[c], scale[c], beta[c]);
            }
        }
    }

    /** First half of the backward pass: adds the sums of these rows. Merge them over all workers, then take dx. */
    public void addGradients(double[] dy, double[] x, int rows, GradientSums into) {
        Check.sameSize("dy", dy.length, x.length);
        int positions = positions(x.length, rows);
        double[] stretch = new double[2];
        for (int from = 0; from < x.length; from += channels() * positions) {
            if (positions == 1) {
                Kernels.doubles().addGradientRow(dy, from, x, from, mean, residual, rstd, into.dbeta(), into.dgamma());
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * positions;
                stretch[0] = 0;
                stretch[1] = 0;
                Kernels.doubles().addGradientStretch(dy, at, x, at, positions, mean[c], residual[c], rstd[c], stretch);
                into.dbeta()[c] += stretch[0];
                into.dgamma()[c] += stretch[1];
            }
        }
        into.count((double) rows * positions);
    }

    /**
     * Second half: {@code dx = scale * (dy - dbeta / n - xhat * dgamma / n)}, with the sums and the count n of the whole
     * batch.
     *
     * @param dx of the size of x, may be dy
     */
    public void inputGradient(double[] dy, double[] x, int rows, GradientSums batch, double[] dx) {
        Check.sameSize("dy", dy.length, x.length);
        int positions = positions(x.length, rows);
        double[] a = new double[channels()];
        double[] b = new double[channels()];
        for (int c = 0; c < a.length; c++) {
            a[c] = batch.dbeta()[c] / batch.count();
            b[c] = batch.dgamma()[c] / batch.count();
        }
        for (int from = 0; from < x.length; from += channels() * positions) {
            if (positions == 1) {
                Kernels.doubles().inputGradientChannels(dy, from, x, from, dx, from, mean, residual, rstd, scale, a, b);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * positions;
                double gamma = scale[c] / rstd[c];
                Kernels.doubles()
                        .inputGradient(
                                dy,
                                at,
                                x,
                                at,
                                dx,
                                at,
                                positions,
                                mean[c],
                                residual[c],
                                rstd[c],
                                gamma,
                                gamma * a[c],
                                gamma * b[c]);
            }
        }
    }

    private int positions(int size, int rows) {
        if (rows == 0 && size == 0) {
            return 1;
        }
        return Check.positions(Check.rowLength(size, rows), channels());
    }
}
