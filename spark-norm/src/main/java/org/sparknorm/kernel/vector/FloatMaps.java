package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.Blocks;
import org.sparknorm.kernel.Statistics;

/** The maps from x to y: ranges and rows in float lanes with the mean in two floats, channels in double lanes. */
final class FloatMaps {

    private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;
    private static final int LANES = SPECIES.length();

    private FloatMaps() {}

    static void normalize(
            float[] x, float[] y, int from, int length, double mean, double residual, double scale, double beta) {
        float high = (float) mean;
        float s = (float) scale;
        float t = (float) (beta + shift(mean, residual, scale));
        int end = SPECIES.loopBound(length);
        FloatVector vh = FloatVector.broadcast(SPECIES, high);
        FloatVector vs = FloatVector.broadcast(SPECIES, s);
        FloatVector vt = FloatVector.broadcast(SPECIES, t);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, x, from + i).sub(vh).fma(vs, vt).intoArray(y, from + i);
        }
        for (int i = end; i < length; i++) {
            y[from + i] = (x[from + i] - high) * s + t;
        }
    }

    static void normalizeChannels(
            float[] x, float[] y, int from, double[] mean, double[] residual, double[] scale, double[] beta) {
        int end = Lanes.DOUBLES.loopBound(mean.length);
        for (int c = 0; c < end; c += Lanes.DOUBLES.length()) {
            DoubleVector d = Lanes.load(x, from + c).sub(Lanes.load(mean, c)).sub(Lanes.load(residual, c));
            Lanes.store(d.fma(Lanes.load(scale, c), Lanes.load(beta, c)), y, from + c);
        }
        for (int c = end; c < mean.length; c++) {
            y[from + c] = (float) (((x[from + c] - mean[c]) - residual[c]) * scale[c] + beta[c]);
        }
    }

    static void normalizeRows(
            float[] x, float[] y, int from, int rows, double[] statistics, int at, float[] gamma, float[] beta) {
        int paired = Blocks.isCached(x.length) ? rows / 2 * 2 : 0;
        if (beta == null) {
            scalePairs(x, y, from, paired, statistics, at, gamma);
        } else {
            normalizePairs(x, y, from, paired, statistics, at, gamma, beta);
        }
        for (int r = paired; r < rows; r++) {
            int row = from + r * gamma.length;
            int s = at + r * Statistics.WIDTH;
            if (beta == null) {
                scaleRow(x, y, row, statistics, s, gamma);
            } else {
                normalizeRow(x, y, row, statistics, s, gamma, beta);
            }
        }
    }

    private static void normalizeRow(
            float[] x, float[] y, int from, double[] statistics, int at, float[] gamma, float[] beta) {
        int end = SPECIES.loopBound(gamma.length);
        FloatVector mean = FloatVector.broadcast(SPECIES, (float) statistics[at]);
        FloatVector rstd = FloatVector.broadcast(SPECIES, (float) statistics[at + 2]);
        FloatVector shift = FloatVector.broadcast(SPECIES, shift(statistics, at));
        for (int i = 0; i < end; i += LANES) {
            FloatVector xhat =
                    FloatVector.fromArray(SPECIES, x, from + i).sub(mean).fma(rstd, shift);
            xhat.fma(FloatVector.fromArray(SPECIES, gamma, i), FloatVector.fromArray(SPECIES, beta, i))
                    .intoArray(y, from + i);
        }
        if (end < gamma.length) {
            normalizeRest(x, y, from, end, statistics, at, gamma, beta);
        }
    }

    private static void scaleRow(float[] x, float[] y, int from, double[] statistics, int at, float[] gamma) {
        int end = SPECIES.loopBound(gamma.length);
        FloatVector mean = FloatVector.broadcast(SPECIES, (float) statistics[at]);
        FloatVector rstd = FloatVector.broadcast(SPECIES, (float) statistics[at + 2]);
        FloatVector shift = FloatVector.broadcast(SPECIES, shift(statistics, at));
        for (int i = 0; i < end; i += LANES) {
            FloatVector xhat =
                    FloatVector.fromArray(SPECIES, x, from + i).sub(mean).fma(rstd, shift);
            xhat.mul(FloatVector.fromArray(SPECIES, gamma, i)).intoArray(y, from + i);
        }
        if (end < gamma.length) {
            normalizeRest(x, y, from, end, statistics, at, gamma, null);
        }
    }

    private static void normalizePairs(
            float[] x, float[] y, int from, int rows, double[] statistics, int at, float[] gamma, float[] beta) {
        int length = gamma.length;
        int end = SPECIES.loopBound(length);
        for (int r = 0; r < rows; r += 2) {
            int row0 = from + r * length;
            int row1 = row0 + length;
            int s0 = at + r * Statistics.WIDTH;
            int s1 = s0 + Statistics.WIDTH;
            FloatVector mean0 = FloatVector.broadcast(SPECIES, (float) statistics[s0]);
            FloatVector mean1 = FloatVector.broadcast(SPECIES, (float) statistics[s1]);
            FloatVector rstd0 = FloatVector.broadcast(SPECIES, (float) statistics[s0 + 2]);
            FloatVector rstd1 = FloatVector.broadcast(SPECIES, (float) statistics[s1 + 2]);
            FloatVector b0 = FloatVector.broadcast(SPECIES, shift(statistics, s0));
            FloatVector b1 = FloatVector.broadcast(SPECIES, shift(statistics, s1));
            for (int i = 0; i < end; i += LANES) {
                FloatVector g = FloatVector.fromArray(SPECIES, gamma, i);
                FloatVector b = FloatVector.fromArray(SPECIES, beta, i);
                FloatVector xhat0 =
                        FloatVector.fromArray(SPECIES, x, row0 + i).sub(mean0).fma(rstd0, b0);
                FloatVector xhat1 =
                        FloatVector.fromArray(SPECIES, x, row1 + i).sub(mean1).fma(rstd1, b1);
                xhat0.fma(g, b).intoArray(y, row0 + i);
                xhat1.fma(g, b).intoArray(y, row1 + i);
            }
            if (end < length) {
                normalizeRest(x, y, row0, end, statistics, s0, gamma, beta);
                normalizeRest(x, y, row1, end, statistics, s1, gamma, beta);
            }
        }
    }

    private static void scalePairs(
            float[] x, float[] y, int from, int rows, double[] statistics, int at, float[] gamma) {
        int length = gamma.length;
        int end = SPECIES.loopBound(length);
        for (int r = 0; r < rows; r += 2) {
            int row0 = from + r * length;
            int row1 = row0 + length;
            int s0 = at + r * Statistics.WIDTH;
            int s1 = s0 + Statistics.WIDTH;
            FloatVector mean0 = FloatVector.broadcast(SPECIES, (float) statistics[s0]);
            FloatVector mean1 = FloatVector.broadcast(SPECIES, (float) statistics[s1]);
            FloatVector rstd0 = FloatVector.broadcast(SPECIES, (float) statistics[s0 + 2]);
            FloatVector rstd1 = FloatVector.broadcast(SPECIES, (float) statistics[s1 + 2]);
            FloatVector b0 = FloatVector.broadcast(SPECIES, shift(statistics, s0));
            FloatVector b1 = FloatVector.broadcast(SPECIES, shift(statistics, s1));
            for (int i = 0; i < end; i += LANES) {
                FloatVector g = FloatVector.fromArray(SPECIES, gamma, i);
                FloatVector xhat0 =
                        FloatVector.fromArray(SPECIES, x, row0 + i).sub(mean0).fma(rstd0, b0);
                FloatVector xhat1 =
                        FloatVector.fromArray(SPECIES, x, row1 + i).sub(mean1).fma(rstd1, b1);
                xhat0.mul(g).intoArray(y, row0 + i);
                xhat1.mul(g).intoArray(y, row1 + i);
            }
            if (end < length) {
                normalizeRest(x, y, row0, end, statistics, s0, gamma, null);
                normalizeRest(x, y, row1, end, statistics, s1, gamma, null);
            }
        }
    }

    /** Normalizes the elements behind the last whole vector. */
    private static void normalizeRest(
            float[] x, float[] y, int from, int first, double[] statistics, int at, float[] gamma, float[] beta) {
        float mean = (float) statistics[at];
        float rstd = (float) statistics[at + 2];
        float shift = shift(statistics, at);
        for (int i = first; i < gamma.length; i++) {
            y[from + i] = ((x[from + i] - mean) * rstd + shift) * gamma[i] + (beta == null ? 0 : beta[i]);
        }
    }

    /** Returns what the part of the mean that is left out by a float comes to in y. */
    private static float shift(double[] statistics, int at) {
        return shift(statistics[at], statistics[at + 1], statistics[at + 2]);
    }

    private static float shift(double mean, double residual, double scale) {
        return (float) ((((float) mean - mean) - residual) * scale);
    }
}
