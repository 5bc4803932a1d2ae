package org.sparknorm.core;

import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;

/** The walk of {@link ChannelNorm} over float rows. */
final class FloatChannelNorm {

    private FloatChannelNorm() {}

    static void normalize(ChannelNorm norm, float[] x, Rows rows, float[] y) {
        norm.requireFit(rows, "x", x.length);
        rows.requireIn("y", y.length);
        FloatKernels kernels = Kernels.floats();
        int positions = rows.positions();
        double[] mean = norm.mean;
        double[] residual = norm.residual;
        double[] scale = norm.scale;
        double[] beta = norm.beta;
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (positions == 1) {
                kernels.normalizeChannels(x, y, from, mean, residual, scale, beta);
                continue;
            }
            for (int c = 0; c < mean.length; c++) {
                int at = from + c * positions;
                kernels.normalize(x, y, at, positions, mean[c], residual[c], scale[c], beta[c]);
            }
        }
    }

    static void addGradients(ChannelNorm norm, float[] dy, float[] x, Rows rows, double[] dbeta, double[] dgamma) {
        norm.requireFit(rows, "dy", dy.length);
        rows.requireIn("x", x.length);
        FloatKernels kernels = Kernels.floats();
        int positions = rows.positions();
        double[] sums = new double[2];
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (positions == 1) {
                kernels.addGradientRow(dy, x, from, norm.mean, norm.residual, norm.rstd, dbeta, dgamma);
                continue;
            }
            for (int c = 0; c < norm.channels(); c++) {
                int at = from + c * positions;
                sums[0] = 0;
                sums[1] = 0;
                kernels.addGradientRange(dy, x, at, positions, norm.mean[c], norm.residual[c], norm.rstd[c], sums);
                dbeta[c] += sums[0];
                dgamma[c] += sums[1];
            }
        }
    }

    /**
     * Writes dx.
     *
     * @param a dbeta divided by the batch's count
     * @param b dgamma divided by the batch's count
     */
    static void inputGradient(ChannelNorm norm, float[] dy, float[] x, Rows rows, double[] a, double[] b, float[] dx) {
        norm.requireFit(rows, "dy", dy.length);
        rows.requireIn("x", x.length);
        rows.requireIn("dx", dx.length);
        FloatKernels kernels = Kernels.floats();
        int positions = rows.positions();
        double[] mean = norm.mean;
        double[] residual = norm.residual;
        double[] rstd = norm.rstd;
        for (int from = rows.from(), end = rows.end(); from < end; from += rows.length()) {
            if (positions == 1) {
                kernels.inputGradientChannels(dy, x, dx, from, mean, residual, rstd, norm.scale, a, b);
                continue;
            }
            for (int c = 0; c < norm.channels(); c++) {
                int at = from + c * positions;
                double gamma = norm.gamma[c];
                kernels.inputGradient(
                        dy, x, dx, at, positions, mean[c], residual[c], rstd[c], gamma, gamma * a[c], gamma * b[c]);
            }
        }
    }
}
