package org.sparknorm.core;

import org.sparknorm.kernel.Blocks;
import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;
import org.sparknorm.kernel.Statistics;

/** The walk of {@link RowNorm} over the sets of float rows. */
final class FloatRowNorm {

    private static final int WIDTH = Statistics.WIDTH;

    private FloatRowNorm() {}

    static double[] statistics(RowNorm norm, float[] x, Rows rows) {
        rows.requireIn("x", x.length);
        int length = norm.setLength(rows);
        int sets = rows.count() * norm.groups();
        double[] statistics = new double[sets * WIDTH];
        statistics(norm, x, rows.from(), length, sets, statistics);
        return statistics;
    }

    /** Normalizes with the statistics of x, a block of sets at a time; false if a statistic is not finite. */
    static boolean normalize(RowNorm norm, float[] x, Rows rows, float[] gamma, float[] beta, float[] y) {
        requireFit(x, rows, gamma, beta, y);
        int length = norm.setLength(rows);
        int sets = rows.count() * norm.groups();
        int block = Blocks.sets(x.length, sets, length);
        double[] statistics = new double[block * WIDTH];
        boolean finite = true;
        for (int s = 0; s < sets; s += block) {
            int some = Math.min(block, sets - s);
            statistics(norm, x, rows.from() + s * length, length, some, statistics);
            finite &= RowNorm.areFinite(statistics, some);
            normalize(norm, x, rows, s, some, statistics, gamma, beta, y);
        }
        return finite;
    }

    static void normalize(
            RowNorm norm, float[] x, Rows rows, double[] statistics, float[] gamma, float[] beta, float[] y) {
        requireFit(x, rows, gamma, beta, y);
        normalize(norm, x, rows, 0, rows.count() * norm.groups(), statistics, gamma, beta, y);
    }

    private static void requireFit(float[] x, Rows rows, float[] gamma, float[] beta, float[] y) {
        rows.requireIn("x", x.length);
        rows.requireIn("y", y.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("beta", beta, rows.channels());
    }

    private static void statistics(RowNorm norm, float[] x, int from, int length, int sets, double[] into) {
        if (norm.centered()) {
            Kernels.floats().layerStatistics(x, from, length, sets, norm.epsilon(), into, 0);
        } else {
            Kernels.floats().rmsStatistics(x, from, length, sets, norm.epsilon(), into, 0);
        }
    }

    /** Normalizes sets from {@code first} on, with their statistics from 0 on. */
    private static void normalize(
            RowNorm norm,
            float[] x,
            Rows rows,
            int first,
            int sets,
            double[] statistics,
            float[] gamma,
            float[] beta,
            float[] y) {
        FloatKernels kernels = Kernels.floats();
        int length = norm.setLength(rows);
        if (gamma != null && norm.isWholeRow(rows)) {
            kernels.normalizeRows(x, y, rows.from() + first * length, sets, statistics, 0, gamma, beta);
            return;
        }
        int positions = rows.positions();
        for (int s = 0; s < sets; s++) {
            int from = rows.from() + (first + s) * length;
            double mean = statistics[s * WIDTH];
            double residual = statistics[s * WIDTH + 1];
            double rstd = statistics[s * WIDTH + 2];
            if (gamma == null && beta == null) {
                kernels.normalize(x, y, from, length, mean, residual, rstd, 0);
            } else {
                int channel = (first + s) % norm.groups() * (length / positions);
                for (int at = from; at < from + length; at += positions, channel++) {
                    double scale = gamma == null ? rstd : rstd * gamma[channel];
                    kernels.normalize(x, y, at, positions, mean, residual, scale, beta == null ? 0 : beta[channel]);
                }
            }
        }
    }
}
