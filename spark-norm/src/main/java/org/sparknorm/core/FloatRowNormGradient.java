package org.sparknorm.core;

import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;
import org.sparknorm.kernel.Statistics;

/** The walk of {@link RowNormGradient} over the sets of float rows. */
final class FloatRowNormGradient {

    private final RowNorm norm;
    private final float[] dy;
    private final float[] x;
    private final Rows rows;
    private final double[] statistics;
    private final float[] gamma;
    private final float[] dx;
    private final double[] dgamma;
    private final double[] dbeta;
    private final FloatKernels kernels = Kernels.floats();

    /** Sums of gamma * dy and of gamma * dy * xhat over a set. */
    private final double[] sums = new double[2];

    private final double[] channelSums = new double[2];

    FloatRowNormGradient(
            RowNorm norm,
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
        this.norm = norm;
        this.dy = dy;
        this.x = x;
        this.rows = rows;
        this.statistics = statistics;
        this.gamma = gamma;
        this.dx = dx;
        this.dgamma = dgamma;
        this.dbeta = dbeta;
    }

    void backward() {
        int length = norm.setLength(rows);
        boolean wholeRow = gamma != null && norm.isWholeRow(rows);
        for (int s = 0; s < rows.count() * norm.groups(); s++) {
            int from = rows.from() + s * length;
            sums[0] = 0;
            sums[1] = 0;
            if (wholeRow) {
                row(from, s * Statistics.WIDTH, length);
            } else {
                set(s, from, length);
            }
        }
    }

    private void row(int from, int at, int length) {
        kernels.addRowGradient(dy, x, from, statistics, at, gamma, dgamma, dbeta, sums);
        double a = norm.centered() ? sums[0] / length : 0;
        kernels.inputGradientRow(dy, x, dx, from, statistics, at, gamma, a, sums[1] / length);
    }

    private void set(int s, int from, int length) {
        double mean = statistics[s * Statistics.WIDTH];
        double residual = statistics[s * Statistics.WIDTH + 1];
        double rstd = statistics[s * Statistics.WIDTH + 2];
        int positions = rows.positions();
        int channels = rows.channels() / norm.groups();
        int first = s % norm.groups() * channels;
        for (int c = 0; c < channels; c++) {
            channelSums[0] = 0;
            channelSums[1] = 0;
            kernels.addGradientRange(dy, x, from + c * positions, positions, mean, residual, rstd, channelSums);
            addChannel(first + c);
        }
        double a = norm.centered() ? sums[0] / length : 0;
        double b = sums[1] / length;
        for (int c = 0; c < channels; c++) {
            int at = from + c * positions;
            kernels.inputGradient(dy, x, dx, at, positions, mean, residual, rstd, gammaOf(first + c), a, b);
        }
    }

    private void addChannel(int channel) {
        if (dbeta != null) {
            dbeta[channel] += channelSums[0];
        }
        dgamma[channel] += channelSums[1];
        sums[0] += gammaOf(channel) * channelSums[0];
        sums[1] += gammaOf(channel) * channelSums[1];
    }

    private double gammaOf(int channel) {
        return gamma == null ? 1 : gamma[channel];
    }
}
