package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.DoubleKernels;

/** Scale and shift of double data. */
abstract class VectorDoubleForward extends VectorDoubleSums {

    private static final VectorSpecies<Double> SPECIES = DoubleStretch.SPECIES;
    private static final int LANES = SPECIES.length();

    VectorDoubleForward(DoubleKernels scalar) {
        super(scalar);
    }

    @Override
    public final void normalize(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            int length,
            double mean,
            double residual,
            double scale,
            double beta) {
        double shift = beta - residual * scale;
        int end = SPECIES.loopBound(length);
        DoubleVector vh = DoubleVector.broadcast(SPECIES, mean);
        DoubleVector vs = DoubleVector.broadcast(SPECIES, scale);
        DoubleVector vt = DoubleVector.broadcast(SPECIES, shift);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, xFrom + i).sub(vh).fma(vs, vt).intoArray(y, yFrom + i);
        }
        for (int i = end; i < length; i++) {
            y[yFrom + i] = (x[xFrom + i] - mean) * scale + shift;
        }
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
        int paired = beta == null ? 0 : rows / 2 * 2;
        normalizePairs(x, xFrom, y, yFrom, paired, statistics, at, gamma, beta);
        for (int r = paired; r < rows; r++) {
            int s = at + r * WIDTH;
            double mean = statistics[s];
            double residual = statistics[s + 1];
            double rstd = statistics[s + 2];
            if (beta == null) {
                scaleRow(x, xFrom + r * length, y, yFrom + r * length, mean, residual, rstd, gamma);
            } else {
                normalizeRow(x, xFrom + r * length, y, yFrom + r * length, mean, residual, rstd, gamma, beta);
            }
        }
    }

    private static void normalizeRow(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            double mean,
            double residual,
            double rstd,
            double[] gamma,
            double[] beta) {
        double shift = -residual * rstd;
        int end = SPECIES.loopBound(gamma.length);
        DoubleVector h = DoubleVector.broadcast(SPECIES, mean);
        DoubleVector s = DoubleVector.broadcast(SPECIES, rstd);
        DoubleVector t = DoubleVector.broadcast(SPECIES, shift);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector xhat =
                    DoubleVector.fromArray(SPECIES, x, xFrom + i).sub(h).fma(s, t);
            xhat.fma(DoubleVector.fromArray(SPECIES, gamma, i), DoubleVector.fromArray(SPECIES, beta, i))
                    .intoArray(y, yFrom + i);
        }
        for (int i = end; i < gamma.length; i++) {
            y[yFrom + i] = ((x[xFrom + i] - mean) * rstd + shift) * gamma[i] + beta[i];
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
            double shift0 = shift(statistics, s0);
            double shift1 = shift(statistics, s1);
            DoubleVector mean0 = DoubleVector.broadcast(SPECIES, statistics[s0]);
            DoubleVector mean1 = DoubleVector.broadcast(SPECIES, statistics[s1]);
            DoubleVector rstd0 = DoubleVector.broadcast(SPECIES, statistics[s0 + 2]);
            DoubleVector rstd1 = DoubleVector.broadcast(SPECIES, statistics[s1 + 2]);
            DoubleVector b0 = DoubleVector.broadcast(SPECIES, shift0);
            DoubleVector b1 = DoubleVector.broadcast(SPECIES, shift1);
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
            y[yFrom + i] = ((x[xFrom + i] - mean) * rstd + shift) * gamma[i] + beta[i];
        }
    }

    /** What the residual of the mean comes to in y. */
    private static double shift(double[] statistics, int at) {
        return -statistics[at + 1] * statistics[at + 2];
    }

    @Override
    public final void normalizeChannels(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            double[] mean,
            double[] residual,
            double[] scale,
            double[] beta) {
        int end = Lanes.DOUBLES.loopBound(mean.length);
        for (int c = 0; c < end; c += Lanes.DOUBLES.length()) {
            DoubleVector d = Lanes.load(x, xFrom + c).sub(Lanes.load(mean, c)).sub(Lanes.load(residual, c));
            Lanes.store(d.fma(Lanes.load(scale, c), Lanes.load(beta, c)), y, yFrom + c);
        }
        for (int c = end; c < mean.length; c++) {
            y[yFrom + c] = (((x[xFrom + c] - mean[c]) - residual[c]) * scale[c] + beta[c]);
        }
    }

    @Override
    public final boolean allFinite(double[] x, int from, int length) {
        if (length < LANES) {
            return scalar.allFinite(x, from, length);
        }
        // The last vector overlaps the one before, rather than leave a rest.
        DoubleVector last = DoubleVector.fromArray(SPECIES, x, from + length - LANES);
        DoubleVector zero = last.sub(last);
        DoubleVector zero1 = zero;
        DoubleVector zero2 = zero;
        DoubleVector zero3 = zero;
        int i = from;
        for (; i <= from + length - 4 * LANES; i += 4 * LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, i + LANES);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, i + 2 * LANES);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, i + 3 * LANES);
            zero = zero.add(v.sub(v));
            zero1 = zero1.add(v1.sub(v1));
            zero2 = zero2.add(v2.sub(v2));
            zero3 = zero3.add(v3.sub(v3));
        }
        for (; i < from + length - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            zero = zero.add(v.sub(v));
        }
        zero = zero.add(zero1).add(zero2.add(zero3));
        return zero.compare(VectorOperators.EQ, 0.0).allTrue();
    }

    private static void scaleRow(
            double[] x, int xFrom, double[] y, int yFrom, double mean, double residual, double rstd, double[] gamma) {
        double shift = -residual * rstd;
        int end = SPECIES.loopBound(gamma.length);
        DoubleVector h = DoubleVector.broadcast(SPECIES, mean);
        DoubleVector s = DoubleVector.broadcast(SPECIES, rstd);
        DoubleVector t = DoubleVector.broadcast(SPECIES, shift);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector xhat =
                    DoubleVector.fromArray(SPECIES, x, xFrom + i).sub(h).fma(s, t);
            xhat.mul(DoubleVector.fromArray(SPECIES, gamma, i)).intoArray(y, yFrom + i);
        }
        for (int i = end; i < gamma.length; i++) {
            y[yFrom + i] = ((x[xFrom + i] - mean) * rstd + shift) * gamma[i];
        }
    }
}
