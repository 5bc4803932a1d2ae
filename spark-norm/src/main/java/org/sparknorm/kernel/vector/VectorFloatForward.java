package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.FloatKernels;

/** Scale and shift of float data: stretches in float lanes with the mean in two floats, channels in double lanes. */
abstract class VectorFloatForward extends VectorFloatRows {

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
}
