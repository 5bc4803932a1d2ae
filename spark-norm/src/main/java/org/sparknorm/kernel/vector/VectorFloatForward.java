package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.FloatKernels;

/** Scale and shift of float data: rows in float lanes with the mean in two floats, channels in double lanes. */
abstract class VectorFloatForward extends VectorFloatSums {

    private static final VectorSpecies<Float> SPECIES = FloatStretch.SPECIES;
    private static final int LANES = SPECIES.length();

    VectorFloatForward(FloatKernels scalar) {
        super(scalar);
    }

    @Override
    public final void normalize(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            int length,
            double mean,
            double residual,
            double scale,
            double beta) {
        float high = (float) mean;
        float s = (float) scale;
        float t = (float) (beta + shift(mean, residual, scale));
        int end = SPECIES.loopBound(length);
        FloatVector vh = FloatVector.broadcast(SPECIES, high);
        FloatVector vs = FloatVector.broadcast(SPECIES, s);
        FloatVector vt = FloatVector.broadcast(SPECIES, t);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xFrom + i).sub(vh).fma(vs, vt).intoArray(y, yFrom + i);
        }
        for (int i = end; i < length; i++) {
            y[yFrom + i] = (x[xFrom + i] - high) * s + t;
        }
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
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            double mean,
            double residual,
            double rstd,
            float[] gamma,
            float[] beta) {
        float high = (float) mean;
        float scale = (float) rstd;
        float shift = shift(mean, residual, rstd);
        int end = SPECIES.loopBound(gamma.length);
        FloatVector h = FloatVector.broadcast(SPECIES, high);
        FloatVector s = FloatVector.broadcast(SPECIES, scale);
        FloatVector t = FloatVector.broadcast(SPECIES, shift);
        for (int i = 0; i < end; i += LANES) {
            FloatVector xhat =
                    FloatVector.fromArray(SPECIES, x, xFrom + i).sub(h).fma(s, t);
            xhat.fma(FloatVector.fromArray(SPECIES, gamma, i), FloatVector.fromArray(SPECIES, beta, i))
                    .intoArray(y, yFrom + i);
        }
        for (int i = end; i < gamma.length; i++) {
            y[yFrom + i] = ((x[xFrom + i] - high) * scale + shift) * gamma[i] + beta[i];
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
            float shift0 = shift(statistics, s0);
            float shift1 = shift(statistics, s1);
            FloatVector mean0 = FloatVector.broadcast(SPECIES, (float) statistics[s0]);
            FloatVector mean1 = FloatVector.broadcast(SPECIES, (float) statistics[s1]);
            FloatVector rstd0 = FloatVector.broadcast(SPECIES, (float) statistics[s0 + 2]);
            FloatVector rstd1 = FloatVector.broadcast(SPECIES, (float) statistics[s1 + 2]);
            FloatVector b0 = FloatVector.broadcast(SPECIES, shift0);
            FloatVector b1 = FloatVector.broadcast(SPECIES, shift1);
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
            y[yFrom + i] = ((x[xFrom + i] - mean) * rstd + shift) * gamma[i] + beta[i];
        }
    }

    /** What the part of the mean that is left out by a float comes to in y. */
    private static float shift(double[] statistics, int at) {
        return shift(statistics[at], statistics[at + 1], statistics[at + 2]);
    }

    private static float shift(double mean, double residual, double scale) {
        return (float) ((((float) mean - mean) - residual) * scale);
    }

    @Override
    public final void normalizeChannels(
            float[] x,
            int xFrom,
            float[] y,
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
            y[yFrom + c] = (float) (((x[xFrom + c] - mean[c]) - residual[c]) * scale[c] + beta[c]);
        }
    }

    @Override
    public final boolean allFinite(float[] x, int from, int length) {
        if (length < LANES) {
            return scalar.allFinite(x, from, length);
        }
        // The last vector overlaps the one before, rather than leave a rest.
        FloatVector last = FloatVector.fromArray(SPECIES, x, from + length - LANES);
        FloatVector zero = last.sub(last);
        FloatVector zero1 = zero;
        FloatVector zero2 = zero;
        FloatVector zero3 = zero;
        int i = from;
        for (; i <= from + length - 4 * LANES; i += 4 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector v1 = FloatVector.fromArray(SPECIES, x, i + LANES);
            FloatVector v2 = FloatVector.fromArray(SPECIES, x, i + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(SPECIES, x, i + 3 * LANES);
            zero = zero.add(v.sub(v));
            zero1 = zero1.add(v1.sub(v1));
            zero2 = zero2.add(v2.sub(v2));
            zero3 = zero3.add(v3.sub(v3));
        }
        for (; i < from + length - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            zero = zero.add(v.sub(v));
        }
        zero = zero.add(zero1).add(zero2.add(zero3));
        return zero.compare(VectorOperators.EQ, 0f).allTrue();
    }

    private static void scaleRow(
            float[] x, int xFrom, float[] y, int yFrom, double mean, double residual, double rstd, float[] gamma) {
        float high = (float) mean;
        float scale = (float) rstd;
        float shift = shift(mean, residual, rstd);
        int end = SPECIES.loopBound(gamma.length);
        FloatVector h = FloatVector.broadcast(SPECIES, high);
        FloatVector s = FloatVector.broadcast(SPECIES, scale);
        FloatVector t = FloatVector.broadcast(SPECIES, shift);
        for (int i = 0; i < end; i += LANES) {
            FloatVector xhat =
                    FloatVector.fromArray(SPECIES, x, xFrom + i).sub(h).fma(s, t);
            xhat.mul(FloatVector.fromArray(SPECIES, gamma, i)).intoArray(y, yFrom + i);
        }
        for (int i = end; i < gamma.length; i++) {
            y[yFrom + i] = ((x[xFrom + i] - high) * scale + shift) * gamma[i];
        }
    }
}
