package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sparknorm.kernel.DoubleKernels;

/** Scale and shift of double data. */
abstract class VectorDoubleForward extends VectorDoubleRows {

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
}
