package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over a stretch of doubles, in four partial sums over neighbouring vectors: additions need not wait for each other,
 * and memory is read in order.
 */
final class DoubleStretch {

    static final VectorSpecies<Double> SPECIES = Lanes.DOUBLES;
    static final int LANES = SPECIES.length();

    private static final VectorSpecies<Double> FOLDED = DoubleVector.SPECIES_128;
    private static final int STEP = 4 * LANES;

    private DoubleStretch() {}

    /** A value near the mean of most rows: the mean of the first four elements. */
    static double pivot(double[] x, int from) {
        return ((x[from] + x[from + 1]) + (x[from + 2] + x[from + 3])) / 4;
    }

    /** Gives {@code into[at]} and behind the pivot, the sum of {@code x - pivot}, and that of its square. */
    static void deviations(double[] x, int from, int to, double pivot, double[] lanes, double[] into, int at) {
        DoubleVector p = DoubleVector.broadcast(SPECIES, pivot);
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = DoubleVector.zero(SPECIES);
        DoubleVector s2 = DoubleVector.zero(SPECIES);
        DoubleVector s3 = DoubleVector.zero(SPECIES);
        DoubleVector q0 = DoubleVector.zero(SPECIES);
        DoubleVector q1 = DoubleVector.zero(SPECIES);
        DoubleVector q2 = DoubleVector.zero(SPECIES);
        DoubleVector q3 = DoubleVector.zero(SPECIES);
        int i = from;
        for (; i <= to - STEP; i += STEP) {
            DoubleVector d0 = DoubleVector.fromArray(SPECIES, x, i).sub(p);
            DoubleVector d1 = DoubleVector.fromArray(SPECIES, x, i + LANES).sub(p);
            DoubleVector d2 = DoubleVector.fromArray(SPECIES, x, i + 2 * LANES).sub(p);
            DoubleVector d3 = DoubleVector.fromArray(SPECIES, x, i + 3 * LANES).sub(p);
            s0 = s0.add(d0);
            s1 = s1.add(d1);
            s2 = s2.add(d2);
            s3 = s3.add(d3);
            q0 = d0.fma(d0, q0);
            q1 = d1.fma(d1, q1);
            q2 = d2.fma(d2, q2);
            q3 = d3.fma(d3, q3);
        }
        for (; i <= to - LANES; i += LANES) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i).sub(p);
            s0 = s0.add(d);
            q0 = d.fma(d, q0);
        }
        double sum = fold(s0.add(s1).add(s2.add(s3)), lanes);
        double squares = fold(q0.add(q1).add(q2.add(q3)), lanes);
        for (; i < to; i++) {
            double d = x[i] - pivot;
            sum += d;
            squares += d * d;
        }
        into[at] = pivot;
        into[at + 1] = sum;
        into[at + 2] = squares;
    }

    /** Sum of {@code x^2}. */
    static double squares(double[] x, int from, int to, double[] lanes) {
        DoubleVector q0 = DoubleVector.zero(SPECIES);
        DoubleVector q1 = DoubleVector.zero(SPECIES);
        DoubleVector q2 = DoubleVector.zero(SPECIES);
        DoubleVector q3 = DoubleVector.zero(SPECIES);
        int i = from;
        for (; i <= to - STEP; i += STEP) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, i + LANES);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, i + 2 * LANES);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, i + 3 * LANES);
            q0 = v0.fma(v0, q0);
            q1 = v1.fma(v1, q1);
            q2 = v2.fma(v2, q2);
            q3 = v3.fma(v3, q3);
        }
        for (; i <= to - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            q0 = v.fma(v, q0);
        }
        double squares = fold(q0.add(q1).add(q2.add(q3)), lanes);
        for (; i < to; i++) {
            squares += x[i] * x[i];
        }
        return squares;
    }

    /** Sum of all lanes, by way of an array of as many: reduceLanes adds one after another. */
    private static double fold(DoubleVector sums, double[] lanes) {
        sums.intoArray(lanes, 0);
        DoubleVector sum = DoubleVector.fromArray(FOLDED, lanes, 0);
        for (int i = FOLDED.length(); i < LANES; i += FOLDED.length()) {
            sum = sum.add(DoubleVector.fromArray(FOLDED, lanes, i));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
