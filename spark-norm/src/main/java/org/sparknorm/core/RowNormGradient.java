package org.sparknorm.core;

import org.sparknorm.kernel.DoubleKernels;
import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;

/**
 * Backward pass of {@link RowNorm}. With {@code g = gamma * dy} and n elements in a set:
 *
 * <pre>{@code dx = rstd * (g - sum(g) / n - xhat * sum(g * xhat) / n)}</pre>
 *
 * <p>without the first sum where the norm is not centered; {@code dgamma = sum(dy * xhat)} and {@code dbeta = sum(dy)}
 * over the elements of a channel.
 */
public final class RowNormGradient {

    private final RowNorm norm;

    /**
     * @param norm the norm of the forward pass
     */
    public RowNormGradient(RowNorm norm) {
        this.norm = norm;
    }

    /**
     * Writes dx, and adds to dgamma and dbeta.
     *
     * @param statistics those of the forward pass
     * @param gamma one a channel; null: ones
     * @param dx may be dy
     * @param dgamma one a channel, added to
     * @param dbeta one a channel, added to; null: not wanted, as for RMS norm, which has no beta
     * @throws IllegalArgumentException if an array is too short, or channels do not divide into groups
     */
    public void backward(
            double[] dy,
            double[] x,
            Rows rows,
            double[] statistics,
            double[] gamma,
            double[] dx,
            double[] dgamma,
            double[] dbeta) {
        rows.requireIn("dy", dy.length);
        rows.requireIn("x", x.length);
        rows.requireIn("dx", dx.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("dgamma", dgamma, rows.channels());
        Check.length("dbeta", dbeta, rows.channels());
        int positions = rows.positions();
        int length = norm.setLength(rows);
        DoubleKernels kernels = Kernels.doubles();
        double[] sums = new double[2];
        double[] channelSums = new double[2];
        int perGroup = rows.channels() / norm.groups();
        boolean row = gamma != null && norm.groups() == 1 && positions == 1;
        for (int s = 0; s < rows.count() * norm.groups(); s++) {
            int from = rows.from() + s * length;
            double mean = statistics[s * RowNorm.WIDTH];
            double residual = statistics[s * RowNorm.WIDTH + 1];
            double rstd = statistics[s * RowNorm.WIDTH + 2];
            int first = s % norm.groups() * perGroup;
            sums[0] = 0;
            sums[1] = 0;
            if (row) {
                kernels.addRowGradient(dy, from, x, from, mean, residual, rstd, gamma, dgamma, dbeta, sums);
            } else {
                for (int c = first; c < first + perGroup; c++) {
                    int at = from + (c - first) * positions;
                    channelSums[0] = 0;
                    channelSums[1] = 0;
                    kernels.addGradientStretch(dy, at, x, at, positions, mean, residual, rstd, channelSums);
                    addChannel(channelSums, c, gamma == null ? 1 : gamma[c], dgamma, dbeta, sums);
                }
            }
            double a = norm.centered() ? sums[0] / length : 0;
            double b = sums[1] / length;
            if (row) {
                kernels.inputGradientRow(dy, from, x, from, dx, from, mean, residual, rstd, gamma, a, b);
            } else {
                for (int c = first; c < first + perGroup; c++) {
                    int at = from + (c - first) * positions;
                    double g = gamma == null ? 1 : gamma[c];
                    kernels.inputGradient(dy, at, x, at, dx, at, positions, mean, residual, rstd, g, a, b);
                }
            }
        }
    }

    /** As {@link #backward(double[], double[], Rows, double[], double[], double[], double[], double[])}, of floats. */
    public void backward(
            float[] dy,
            float[] x,
            Rows rows,
            double[] statistics,
            float[] gamma,
            float[] dx,
            double[] dgamma,
            double[] dbeta) {
        rows.requireIn("dy", dy.length);
        rows.requireIn("x", x.length);
        rows.requireIn("dx", dx.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("dgamma", dgamma, rows.channels());
        Check.length("dbeta", dbeta, rows.channels());
        int positions = rows.positions();
        int length = norm.setLength(rows);
        FloatKernels kernels = Kernels.floats();
        double[] sums = new double[2];
        double[] channelSums = new double[2];
        int perGroup = rows.channels() / norm.groups();
        boolean row = gamma != null && norm.groups() == 1 && positions == 1;
        for (int s = 0; s < rows.count() * norm.groups(); s++) {
            int from = rows.from() + s * length;
            double mean = statistics[s * RowNorm.WIDTH];
            double residual = statistics[s * RowNorm.WIDTH + 1];
            double rstd = statistics[s * RowNorm.WIDTH + 2];
            int first = s % norm.groups() * perGroup;
            sums[0] = 0;
            sums[1] = 0;
            if (row) {
                kernels.addRowGradient(dy, from, x, from, mean, residual, rstd, gamma, dgamma, dbeta, sums);
            } else {
                for (int c = first; c < first + perGroup; c++) {
                    int at = from + (c - first) * positions;
                    channelSums[0] = 0;
                    channelSums[1] = 0;
                    kernels.addGradientStretch(dy, at, x, at, positions, mean, residual, rstd, channelSums);
                    addChannel(channelSums, c, gamma == null ? 1 : gamma[c], dgamma, dbeta, sums);
                }
            }
            double a = norm.centered() ? sums[0] / length : 0;
            double b = sums[1] / length;
            if (row) {
                kernels.inputGradientRow(dy, from, x, from, dx, from, mean, residual, rstd, gamma, a, b);
            } else {
                for (int c = first; c < first + perGroup; c++) {
                    int at = from + (c - first) * positions;
                    double g = gamma == null ? 1 : gamma[c];
                    kernels.inputGradient(dy, at, x, at, dx, at, positions, mean, residual, rstd, g, a, b);
                }
            }
        }
    }

    private static void addChannel(
            double[] channelSums, int c, double gamma, double[] dgamma, double[] dbeta, double[] sums) {
        if (dbeta != null) {
            dbeta[c] += channelSums[0];
        }
        dgamma[c] += channelSums[1];
        sums[0] += gamma * channelSums[0];
        sums[1] += gamma * channelSums[1];
    }
}
