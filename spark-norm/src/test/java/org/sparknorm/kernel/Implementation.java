package org.sparknorm.kernel;

import java.util.stream.Stream;
import org.sparknorm.core.RandomData;

/**
 * Kernels under test, all of them with the face of double kernels, and what their results may differ by from the
 * definition: relative to the largest magnitude of an array.
 *
 * @param name name of the class
 * @param kernels kernels to call
 * @param floats whether data are floats
 * @param dataError error of y and dx
 * @param sumError error of sums, which are doubles for both types
 * @param rstdError error of an rstd
 * @param meanError error of a mean in two parts, where the spread is 1
 */
record Implementation(
        String name,
        DoubleKernels kernels,
        boolean floats,
        double dataError,
        double sumError,
        double rstdError,
        double meanError) {

    private static final double FLOAT_LANES = 4e-7;

    /** The scalar kernels, and those of the Vector API where this JVM has it, whatever the width. */
    static Stream<Implementation> all() {
        Stream<Implementation> scalar =
                Stream.of(ofDoubles(new ScalarDoubleKernels()), ofFloats(new ScalarFloatKernels(), 1e-13));
        return Kernels.hasVectors() ? Stream.concat(scalar, vectors()) : scalar;
    }

    static Stream<Implementation> vectors() {
        return Stream.of(
                ofDoubles(Kernels.vector(DoubleKernels.class, new ScalarDoubleKernels())),
                ofFloats(Kernels.vector(FloatKernels.class, new ScalarFloatKernels()), FLOAT_LANES));
    }

    private static Implementation ofDoubles(DoubleKernels kernels) {
        return new Implementation(kernels.getClass().getSimpleName(), kernels, false, 1e-14, 1e-14, 1e-14, 1e-15);
    }

    private static Implementation ofFloats(FloatKernels kernels, double statisticsError) {
        return new Implementation(
                kernels.getClass().getSimpleName(),
                new FloatsAsDoubles(kernels),
                true,
                FLOAT_LANES,
                1e-13,
                statisticsError,
                statisticsError);
    }

    /** Returns means that are large for data of this type. */
    double[] means() {
        return floats ? new double[] {0, 1e6} : new double[] {0, 1e8, 1e12};
    }

    /** Returns the values as this type holds them. */
    double[] round(double[] values) {
        return floats ? RandomData.toDoubles(RandomData.toFloats(values)) : values;
    }

    @Override
    public String toString() {
        return name;
    }
}
