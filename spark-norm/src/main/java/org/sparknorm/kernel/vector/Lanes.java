package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The species of this machine, what differs between lanes of both types, and loads and stores of double lanes for data
 * of both types. The species are those that Spark's BLAS uses: with others in the same JVM, C2 was seen to compile its
 * loops to calls, at a third of their speed.
 */
public final class Lanes {

    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_MAX;
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_MAX;

    /** Lanes of as many floats as {@link #DOUBLES} has doubles. */
    static final VectorSpecies<Float> NARROW =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    /** Elements that lanes may sum before their total goes on in double. */
    static final int FLOAT_BLOCK = 128 * FLOATS.length();

    static final int DOUBLE_BLOCK = Integer.MAX_VALUE;

    /** Sums of squares in lanes that are outside of these bounds have lost small squares, or overflowed. */
    static final double FLOAT_TINY = 1e-30;

    static final double FLOAT_HUGE = 1e37;
    static final double DOUBLE_TINY = Double.NEGATIVE_INFINITY;
    static final double DOUBLE_HUGE = Double.POSITIVE_INFINITY;

    /** Elements whose mean is the pivot of a set's sums. */
    static final int PIVOTAL = 4;

    private Lanes() {}

    /** Returns the width of a vector in bits. */
    public static int bits() {
        return FLOATS.vectorBitSize();
    }

    static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(DOUBLES, x, at);
    }

    static DoubleVector load(float[] x, int at) {
        return (DoubleVector) FloatVector.fromArray(NARROW, x, at).castShape(DOUBLES, 0);
    }

    static void store(DoubleVector values, double[] y, int at) {
        values.intoArray(y, at);
    }

    static void store(DoubleVector values, float[] y, int at) {
        ((FloatVector) values.castShape(NARROW, 0)).intoArray(y, at);
    }

    static DoubleVector of(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    static DoubleVector zero() {
        return DoubleVector.zero(DOUBLES);
    }
}
