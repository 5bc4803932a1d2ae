package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.DoubleKernels;

/** Rows of doubles with one statistic each, and a gamma and beta for each element. */
abstract class VectorDoubleRows extends VectorDoubleSums {

    private static final VectorSpecies<Double> SPECIES = DoubleStretch.SPECIES;
    private static final int LANES = SPECIES.length();

    VectorDoubleRows(DoubleKernels scalar) {
        super(scalar);
    }

    @Override
    public final void normalizeRows(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            int rows,
            double[] statistics,
            int at,
            double[] gamma,
            double[] beta) {
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
            double[] x, int xFrom, double[] y, int yFrom, double[] statistics, int at, double[] gamma, double[] beta) {
        int end = SPECIES.loopBound(gamma.length);
        DoubleVector mean = DoubleVector.broadcast(SPECIES, statistics[at]);
        DoubleVector rstd = DoubleVector.broadcast(SPECIES, statistics[at + 2]);
        DoubleVector shift = DoubleVector.broadcast(SPECIES, shift(statistics, at));
        for (int i = 0; i < end; i += LANES) {
            DoubleVector xhat =
                    DoubleVector.fromArray(SPECIES, x, xFrom + i).sub(mean).fma(rstd, shift);
            xhat.fma(DoubleVector.fromArray(SPECIES, gamma, i), DoubleVector.fromArray(SPECIES, beta, i))
                    .intoArray(y, yFrom + i);
        }
        if (end < gamma.length) {
            normalizeRest(x, xFrom, y, yFrom, end, statistics, at, gamma, beta);
        }
    }

    private static void scaleRow(
            double[] x, int xFrom, double[] y, int yFrom, double[] statistics, int at, double[] gamma) {
        int end = SPECIES.loopBound(gamma.length);
        DoubleVector mean = DoubleVector.broadcast(SPECIES, statistics[at]);
        DoubleVector rstd = DoubleVector.broadcast(SPECIES, statistics[at + 2]);
        DoubleVector shift = DoubleVector.broadcast(SPECIES, shift(statistics, at));
        for (int i = 0; i < end; i += LANES) {
            DoubleVector xhat =
                    DoubleVector.fromArray(SPECIES, x, xFrom + i).sub(mean).fma(rstd, shift);
            xhat.mul(DoubleVector.fromArray(SPECIES, gamma, i)).intoArray(y, yFrom + i);
        }
        if (end < gamma.length) {
            normalizeRest(x, xFrom, y, yFrom, end, statistics, at, gamma, null);
        }
    }

    private static void normalizePairs(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            int rows,
            double[] statistics,
            int at,
            double[] gamma,
            double[] beta) {
        int length = gamma.length;
        int end = SPECIES.loopBound(length);
        for (int r = 0; r < rows; r += 2) {
            int x0 = xFrom + r * length;
            int x1 = x0 + length;
            int y0 = yFrom + r * length;
            int y1 = y0 + length;
            int s0 = at + r * WIDTH;
            int s1 = s0 + WIDTH;
            DoubleVector mean0 = DoubleVector.broadcast(SPECIES, statistics[s0]);
            DoubleVector mean1 = DoubleVector.broadcast(SPECIES, statistics[s1]);
            DoubleVector rstd0 = DoubleVector.broadcast(SPECIES, statistics[s0 + 2]);
            DoubleVector rstd1 = DoubleVector.broadcast(SPECIES, statistics[s1 + 2]);
            DoubleVector b0 = DoubleVector.broadcast(SPECIES, shift(statistics, s0));
            DoubleVector b1 = DoubleVector.broadcast(SPECIES, shift(statistics, s1));
            for (int i = 0; i < end; i += LANES) {
                DoubleVector g = DoubleVector.fromArray(SPECIES, gamma, i);
                DoubleVector b = DoubleVector.fromArray(SPECIES, beta, i);
                DoubleVector xhat0 =
                        DoubleVector.fromArray(SPECIES, x, x0 + i).sub(mean0).fma(rstd0, b0);
                DoubleVector xhat1 =
                        DoubleVector.fromArray(SPECIES, x, x1 + i).sub(mean1).fma(rstd1, b1);
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
            double[] x, int xFrom, double[] y, int yFrom, int rows, double[] statistics, int at, double[] gamma) {
        int length = gamma.length;
        int end = SPECIES.loopBound(length);
        for (int r = 0; r < rows; r += 2) {
            int x0 = xFrom + r * length;
            int x1 = x0 + length;
            int y0 = yFrom + r * length;
            int y1 = y0 + length;
            int s0 = at + r * WIDTH;
            int s1 = s0 + WIDTH;
            DoubleVector mean0 = DoubleVector.broadcast(SPECIES, statistics[s0]);
            DoubleVector mean1 = DoubleVector.broadcast(SPECIES, statistics[s1]);
            DoubleVector rstd0 = DoubleVector.broadcast(SPECIES, statistics[s0 + 2]);
            DoubleVector rstd1 = DoubleVector.broadcast(SPECIES, statistics[s1 + 2]);
            DoubleVector b0 = DoubleVector.broadcast(SPECIES, shift(statistics, s0));
            DoubleVector b1 = DoubleVector.broadcast(SPECIES, shift(statistics, s1));
            for (int i = 0; i < end; i += LANES) {
                DoubleVector g = DoubleVector.fromArray(SPECIES, gamma, i);
                DoubleVector xhat0 =
                        DoubleVector.fromArray(SPECIES, x, x0 + i).sub(mean0).fma(rstd0, b0);
                DoubleVector xhat1 =
                        DoubleVector.fromArray(SPECIES, x, x1 + i).sub(mean1).fma(rstd1, b1);
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
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            int first,
            double[] statistics,
            int at,
            double[] gamma,
            double[] beta) {
        double mean = statistics[at];
        double rstd = statistics[at + 2];
        double shift = shift(statistics, at);
        for (int i = first; i < gamma.length; i++) {
            y[yFrom + i] = ((x[xFrom + i] - mean) * rstd + shift) * gamma[i] + (beta == null ? 0 : beta[i]);
        }
    }

    /** What the residual of the mean comes to in y. */
    static double shift(double[] statistics, int at) {
        return -statistics[at + 1] * statistics[at + 2];
    }
}
