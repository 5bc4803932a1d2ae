package org.sparknorm.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.FloatKernels;

/** Rows of floats with one statistic each, and a gamma and beta for each element. */
abstract class VectorFloatRows extends VectorFloatSums {

    private static final VectorSpecies<Float> SPECIES = FloatStretch.SPECIES;
    private static final int LANES = SPECIES.length();

    VectorFloatRows(FloatKernels scalar) {
        super(scalar);
    }

    @Override
    public final void normalizeRows(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            int rows,
            double[] statistics,
            int at,
            float[] gamma,
            float[] beta) {
        int length = gamma.length;
        int paired = rows / 2 * 2;
        if (beta == null) {
            scalePairs(x, xFrom, y, yFrom, paired, statistics, at, gamma);
        } else {
            normalizePairs(x, xFrom, y, yFrom, paired, statistics, at, gamma, beta);
        }
        if (paired < rows) {
            int last = paired * length;
            int s = at + paired * WIDTH;
            if (beta == null) {
                scaleRow(x, xFrom + last, y, yFrom + last, statistics, s, gamma);
            } else {
                normalizeRow(x, xFrom + last, y, yFrom + last, statistics, s, gamma, beta);
            }
        }
    }

    private static void normalizeRow(
            float[] x, int xFrom, float[] y, int yFrom, double[] statistics, int at, float[] gamma, float[] beta) {
        int end = SPECIES.loopBound(gamma.length);
        FloatVector mean = FloatVector.broadcast(SPECIES, (float) statistics[at]);
        FloatVector rstd = FloatVector.broadcast(SPECIES, (float) statistics[at + 2]);
        FloatVector shift = FloatVector.broadcast(SPECIES, shift(statistics, at));
        for (int i = 0; i < end; i += LANES) {
            FloatVector xhat =
                    FloatVector.fromArray(SPECIES, x, xFrom + i).sub(mean).fma(rstd, shift);
            xhat.fma(FloatVector.fromArray(SPECIES, gamma, i), FloatVector.fromArray(SPECIES, beta, i))
                    .intoArray(y, yFrom + i);
        }
        if (end < gamma.length) {
            normalizeRest(x, xFrom, y, yFrom, end, statistics, at, gamma, beta);
        }
    }

    private static void scaleRow(
            float[] x, int xFrom, float[] y, int yFrom, double[] statistics, int at, float[] gamma) {
        int end = SPECIES.loopBound(gamma.length);
        FloatVector mean = FloatVector.broadcast(SPECIES, (float) statistics[at]);
        FloatVector rstd = FloatVector.broadcast(SPECIES, (float) statistics[at + 2]);
        FloatVector shift = FloatVector.broadcast(SPECIES, shift(statistics, at));
        for (int i = 0; i < end; i += LANES) {
            FloatVector xhat =
                    FloatVector.fromArray(SPECIES, x, xFrom + i).sub(mean).fma(rstd, shift);
            xhat.mul(FloatVector.fromArray(SPECIES, gamma, i)).intoArray(y, yFrom + i);
        }
        if (end < gamma.length) {
            normalizeRest(x, xFrom, y, yFrom, end, statistics, at, gamma, null);
        }
    }

    private static void normalizePairs(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            int rows,
            double[] statistics,
            int at,
            float[] gamma,
            float[] beta) {
        int length = gamma.length;
        int end = SPECIES.loopBound(length);
        for (int r = 0; r < rows; r += 2) {
            int x0 = xFrom + r * length;
            int x1 = x0 + length;
            int y0 = yFrom + r * length;
            int y1 = y0 + length;
            int s0 = at + r * WIDTH;
            int s1 = s0 + WIDTH;
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
                        FloatVector.fromArray(SPECIES, x, x0 + i).sub(mean0).fma(rstd0, b0);
                FloatVector xhat1 =
                        FloatVector.fromArray(SPECIES, x, x1 + i).sub(mean1).fma(rstd1, b1);
                xhat0.fma(g, b).intoArray(y, y0 + i);
                xhat1.fma(g, b).intoArray(y, y1 + i);
            }
            if (end < length) {
                normalizeRest(x, x0, y, y0, end, statistics, s0, gamma, beta);
                normalizeRest(x, x1, y, y1, end, statistics, s1, gamma, beta);
            }
        }
    }

    private static void scalePairs(
            float[] x, int xFrom, float[] y, int yFrom, int rows, double[] statistics, int at, float[] gamma) {
        int length = gamma.length;
        int end = SPECIES.loopBound(length);
        for (int r = 0; r < rows; r += 2) {
            int x0 = xFrom + r * length;
            int x1 = x0 + length;
            int y0 = yFrom + r * length;
            int y1 = y0 + length;
            int s0 = at + r * WIDTH;
            int s1 = s0 + WIDTH;
            FloatVector mean0 = FloatVector.broadcast(SPECIES, (float) statistics[s0]);
            FloatVector mean1 = FloatVector.broadcast(SPECIES, (float) statistics[s1]);
            FloatVector rstd0 = FloatVector.broadcast(SPECIES, (float) statistics[s0 + 2]);
            FloatVector rstd1 = FloatVector.broadcast(SPECIES, (float) statistics[s1 + 2]);
            FloatVector b0 = FloatVector.broadcast(SPECIES, shift(statistics, s0));
            FloatVector b1 = FloatVector.broadcast(SPECIES, shift(statistics, s1));
            for (int i = 0; i < end; i += LANES) {
                FloatVector g = FloatVector.fromArray(SPECIES, gamma, i);
                FloatVector xhat0 =
                        FloatVector.fromArray(SPECIES, x, x0 + i).sub(mean0).fma(rstd0, b0);
                FloatVector xhat1 =
                        FloatVector.fromArray(SPECIES, x, x1 + i).sub(mean1).fma(rstd1, b1);
                xhat0.mul(g).intoArray(y, y0 + i);
                xhat1.mul(g).intoArray(y, y1 + i);
            }
            if (end < length) {
                normalizeRest(x, x0, y, y0, end, statistics, s0, gamma, null);
                normalizeRest(x, x1, y, y1, end, statistics, s1, gamma, null);
            }
        }
    }

    /** Elements behind the last whole vector. */
    private static void normalizeRest(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            int first,
            double[] statistics,
            int at,
            float[] gamma,
            float[] beta) {
        float mean = (float) statistics[at];
        float rstd = (float) statistics[at + 2];
        float shift = shift(statistics, at);
        for (int i = first; i < gamma.length; i++) {
            y[yFrom + i] = ((x[xFrom + i] - mean) * rstd + shift) * gamma[i] + (beta == null ? 0 : beta[i]);
        }
    }

    /** What the part of the mean that is left out by a float comes to in y. */
    static float shift(double[] statistics, int at) {
        return shift(statistics[at], statistics[at + 1], statistics[at + 2]);
    }

    static float shift(double mean, double residual, double scale) {
        return (float) ((((float) mean - mean) - residual) * scale);
    }
}
