package org.sparknorm.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over a range in float lanes, in four partial sums over neighbouring vectors: additions need not wait for each
 * other, and memory is read in order. Lanes sum BLOCK elements at the most, and their totals are doubles.
 */
final class FloatSums {

    private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Float> FOLDED = FloatVector.SPECIES_128;
    private static final int STEP = 4 * LANES;
    private static final int BLOCK = Lanes.FLOAT_BLOCK;

    private FloatSums() {}

    /** Returns a value near the mean of most rows, the mean of the first {@link Lanes#PIVOTAL} elements. */
    static float pivot(float[] x, int from) {
        return ((x[from] + x[from + 1]) + (x[from + 2] + x[from + 3])) / 4;
    }

    /** Writes to {@code into[at]} and behind it the pivot, the sum of {@code x - pivot}, and that of its square. */
    static void deviations(float[] x, int from, int to, float pivot, float[] lanes, double[] into, int at) {
        into[at] = pivot;
        if (to - from <= BLOCK) {
            blockSums(x, from, to, pivot, lanes, into, at);
            return;
        }
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i += BLOCK) {
            blockSums(x, i, Math.min(i + BLOCK, to), pivot, lanes, into, at);
            sum += into[at + 1];
            squares += into[at + 2];
        }
        into[at + 1] = sum;
        into[at + 2] = squares;
    }

    /** Returns the sum of {@code x^2}. */
    static double squares(float[] x, int from, int to, float[] lanes) {
        if (to - from <= BLOCK) {
            return blockSquares(x, from, to, lanes);
        }
        double squares = 0;
        for (int i = from; i < to; i += BLOCK) {
            squares += blockSquares(x, i, Math.min(i + BLOCK, to), lanes);
        }
        return squares;
    }

    private static void blockSums(float[] x, int from, int to, float pivot, float[] lanes, double[] into, int at) {
        FloatVector p = FloatVector.broadcast(SPECIES, pivot);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        FloatVector q0 = FloatVector.zero(SPECIES);
        FloatVector q1 = FloatVector.zero(SPECIES);
        FloatVector q2 = FloatVector.zero(SPECIES);
        FloatVector q3 = FloatVector.zero(SPECIES);
        int i = from;
        for (; i <= to - STEP; i += STEP) {
            FloatVector d0 = FloatVector.fromArray(SPECIES, x, i).sub(p);
            FloatVector d1 = FloatVector.fromArray(SPECIES, x, i + LANES).sub(p);
            FloatVector d2 = FloatVector.fromArray(SPECIES, x, i + 2 * LANES).sub(p);
            FloatVector d3 = FloatVector.fromArray(SPECIES, x, i + 3 * LANES).sub(p);
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
            FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(p);
            s0 = s0.add(d);
            q0 = d.fma(d, q0);
        }
        double sum = fold(s0.add(s1).add(s2.add(s3)), lanes);
        double squares = fold(q0.add(q1).add(q2.add(q3)), lanes);
        for (; i < to; i++) {
            double d = x[i] - (double) pivot;
            sum += d;
            squares += d * d;
        }
        into[at + 1] = sum;
        into[at + 2] = squares;
    }

    private static double blockSquares(float[] x, int from, int to, float[] lanes) {
        FloatVector q0 = FloatVector.zero(SPECIES);
        FloatVector q1 = FloatVector.zero(SPECIES);
        FloatVector q2 = FloatVector.zero(SPECIES);
        FloatVector q3 = FloatVector.zero(SPECIES);
        int i = from;
        for (; i <= to - STEP; i += STEP) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, i);
            FloatVector v1 = FloatVector.fromArray(SPECIES, x, i + LANES);
            FloatVector v2 = FloatVector.fromArray(SPECIES, x, i + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(SPECIES, x, i + 3 * LANES);
            q0 = v0.fma(v0, q0);
            q1 = v1.fma(v1, q1);
            q2 = v2.fma(v2, q2);
            q3 = v3.fma(v3, q3);
        }
        for (; i <= to - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            q0 = v.fma(v, q0);
        }
        double squares = fold(q0.add(q1).add(q2.add(q3)), lanes);
        for (; i < to; i++) {
            squares += (double) x[i] * x[i];
        }
        return squares;
    }

    /**
     * Returns true if none of at least {@code LANES} elements is NaN or infinite: if the sum of all {@code x - x} is
     * zero.
     */
    static boolean allFinite(float[] x, int from, int length) {
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

    /** Returns the sum of all lanes, by way of an array of as many: reduceLanes adds one after another. */
    private static double fold(FloatVector sums, float[] lanes) {
        sums.intoArray(lanes, 0);
        FloatVector sum = FloatVector.fromArray(FOLDED, lanes, 0);
        for (int i = FOLDED.length(); i < LANES; i += FOLDED.length()) {
            sum = sum.add(FloatVector.fromArray(FOLDED, lanes, i));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
