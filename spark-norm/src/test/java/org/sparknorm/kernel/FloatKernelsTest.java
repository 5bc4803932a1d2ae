package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;
import static org.sparknorm.core.RandomData.toDoubles;
import static org.sparknorm.core.RandomData.toFloats;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparknorm.core.RandomData;

/** Every implementation against the scalar double kernels, on values that are floats. */
class FloatKernelsTest {

    /** Sums are doubles, of the same values: only the order of additions may differ. */
    private static final double SUM_TOLERANCE = 1e-13;

    /** Float lanes, for statistics of rows and for y. */
    private static final double FLOAT_LANES = 4e-7;

    private static final double MEAN = 1.25;
    private static final double RESIDUAL = 1e-3;
    private static final double RSTD = 0.7;
    private static final double EPSILON = 1e-5;

    private final DoubleKernels doubles = new ScalarDoubleKernels();

    static Stream<Arguments> cases() {
        return KernelCase.of(Stream.of(new ScalarFloatKernels(), Kernels.floats()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void layerStatistics(FloatKernels kernels, KernelCase at) {
        for (double mean : new double[] {0, 1e6}) {
            double[] x = at.values(1, at.from(), mean);
            double[] expected = new double[3];
            double[] found = new double[3];
            doubles.layerStatistics(x, at.from(), at.length(), 1, EPSILON, expected, 0);
            kernels.layerStatistics(toFloats(x), at.from(), at.length(), 1, EPSILON, found, 0);
            assertThat(Math.abs((found[0] - expected[0]) + (found[1] - expected[1])))
                    .as("mean in two doubles")
                    .isLessThan(statistics(kernels));
            assertNear("rstd", new double[] {found[2]}, new double[] {expected[2]}, statistics(kernels));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rmsStatistics(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] found = {1, 1, 1};
        double[] expected = new double[3];
        kernels.rmsStatistics(toFloats(x), at.from(), at.length(), 1, EPSILON, found, 0);
        doubles.rmsStatistics(x, at.from(), at.length(), 1, EPSILON, expected, 0);
        assertNear("rstd", found, expected, statistics(kernels));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalize(FloatKernels kernels, KernelCase at) {
        for (double mean : new double[] {1, 1e6}) {
            double[] x = at.values(1, at.from(), mean);
            float[] y = toFloats(at.emptyOutput());
            double[] expected = at.emptyOutput();
            kernels.normalize(toFloats(x), at.from(), y, at.to(), at.length(), mean, RESIDUAL, RSTD, -0.4);
            doubles.normalize(x, at.from(), expected, at.to(), at.length(), mean, RESIDUAL, RSTD, -0.4);
            assertStretch(at, y, expected);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalizeRows(FloatKernels kernels, KernelCase at) {
        double[] gamma = at.channels(2, 1);
        for (double mean : new double[] {1, 1e6}) {
            double[] statistics = {7, mean, 1e-3, 0.7, mean - 0.5, 2e-3, 1.3, mean + 2, -1e-3, 0.2};
            for (double[] beta : new double[][] {at.channels(3, 0), null}) {
                for (int rows = 1; rows <= 3; rows++) {
                    float[] x = toFloats(new RandomData(1).normal(at.from() + rows * at.length(), mean, 1));
                    float[] y = new float[at.to() + rows * at.length() + 1];
                    double[] expected = new double[y.length];
                    kernels.normalizeRows(
                            x, at.from(), y, at.to(), rows, statistics, 1, toFloats(gamma), toFloats(beta));
                    doubles.normalizeRows(toDoubles(x), at.from(), expected, at.to(), rows, statistics, 1, gamma, beta);
                    assertNear("y", toDoubles(y), expected, FLOAT_LANES);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalizeChannels(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] mean = at.channels(2, 1);
        double[] residual = at.channels(3, 0);
        double[] scale = at.channels(4, 1);
        double[] beta = at.channels(5, 0);
        float[] y = toFloats(at.emptyOutput());
        double[] expected = at.emptyOutput();
        kernels.normalizeChannels(toFloats(x), at.from(), y, at.to(), mean, residual, scale, beta);
        doubles.normalizeChannels(x, at.from(), expected, at.to(), mean, residual, scale, beta);
        assertStretch(at, y, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addRow(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] shift = at.channels(2, 1);
        double[] sum = at.channels(3, 10);
        double[] squares = at.channels(4, 10);
        double[] expectedSum = sum.clone();
        double[] expectedSquares = squares.clone();
        kernels.addRow(toFloats(x), at.from(), 0.3, shift, sum, squares);
        doubles.addRow(x, at.from(), 0.3, shift, expectedSum, expectedSquares);
        assertNear("sum", sum, expectedSum, SUM_TOLERANCE);
        assertNear("squares", squares, expectedSquares, SUM_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addStretch(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] into = {3, 4};
        double[] expected = into.clone();
        kernels.addStretch(toFloats(x), at.from(), at.length(), MEAN, into);
        doubles.addStretch(x, at.from(), at.length(), MEAN, expected);
        assertNear("sums", into, expected, SUM_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addGradientRow(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] mean = at.channels(3, 1);
        double[] residual = at.channels(4, 0);
        double[] rstd = at.channels(5, 1);
        double[] sumDy = at.channels(6, 10);
        double[] sumDyXhat = at.channels(7, 10);
        double[] expectedDy = sumDy.clone();
        double[] expectedDyXhat = sumDyXhat.clone();
        kernels.addGradientRow(toFloats(dy), at.to(), toFloats(x), at.from(), mean, residual, rstd, sumDy, sumDyXhat);
        doubles.addGradientRow(dy, at.to(), x, at.from(), mean, residual, rstd, expectedDy, expectedDyXhat);
        assertNear("sum of dy", sumDy, expectedDy, SUM_TOLERANCE);
        assertNear("sum of dy * xhat", sumDyXhat, expectedDyXhat, SUM_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addGradientStretch(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 1);
        double[] into = {3, 400};
        double[] expected = into.clone();
        kernels.addGradientStretch(
                toFloats(dy), at.to(), toFloats(x), at.from(), at.length(), MEAN, RESIDUAL, RSTD, into);
        doubles.addGradientStretch(dy, at.to(), x, at.from(), at.length(), MEAN, RESIDUAL, RSTD, expected);
        assertNear("sums", into, expected, SUM_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addRowGradient(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 1);
        double[] gamma = at.channels(3, 1);
        for (double[] dbeta : new double[][] {at.channels(4, 10), null}) {
            double[] dgamma = at.channels(5, 10);
            double[] into = {3, 400};
            double[] expectedGamma = dgamma.clone();
            double[] expectedBeta = dbeta == null ? null : dbeta.clone();
            double[] expected = into.clone();
            kernels.addRowGradient(
                    toFloats(dy),
                    at.to(),
                    toFloats(x),
                    at.from(),
                    MEAN,
                    RESIDUAL,
                    RSTD,
                    toFloats(gamma),
                    dgamma,
                    dbeta,
                    into);
            doubles.addRowGradient(
                    dy, at.to(), x, at.from(), MEAN, RESIDUAL, RSTD, gamma, expectedGamma, expectedBeta, expected);
            assertNear("dgamma", dgamma, expectedGamma, SUM_TOLERANCE);
            assertNear("dbeta", dbeta, expectedBeta, SUM_TOLERANCE);
            assertNear("sums", into, expected, SUM_TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradient(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        float[] dx = toFloats(at.emptyOutput());
        double[] expected = at.emptyOutput();
        kernels.inputGradient(
                toFloats(dy),
                at.to(),
                toFloats(x),
                at.from(),
                dx,
                at.to(),
                at.length(),
                MEAN,
                RESIDUAL,
                RSTD,
                1.5,
                0.2,
                0.3);
        doubles.inputGradient(
                dy, at.to(), x, at.from(), expected, at.to(), at.length(), MEAN, RESIDUAL, RSTD, 1.5, 0.2, 0.3);
        assertStretch(at, dx, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradientRow(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] gamma = at.channels(3, 1);
        float[] dx = toFloats(at.emptyOutput());
        double[] expected = at.emptyOutput();
        kernels.inputGradientRow(
                toFloats(dy),
                at.to(),
                toFloats(x),
                at.from(),
                dx,
                at.to(),
                MEAN,
                RESIDUAL,
                RSTD,
                toFloats(gamma),
                0.2,
                0.3);
        doubles.inputGradientRow(dy, at.to(), x, at.from(), expected, at.to(), MEAN, RESIDUAL, RSTD, gamma, 0.2, 0.3);
        assertStretch(at, dx, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradientChannels(FloatKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] mean = at.channels(3, 1);
        double[] residual = at.channels(4, 0);
        double[] rstd = at.channels(5, 1);
        double[] scale = at.channels(6, 1);
        double[] a = at.channels(7, 0);
        double[] b = at.channels(8, 0);
        float[] dx = toFloats(at.emptyOutput());
        double[] expected = at.emptyOutput();
        kernels.inputGradientChannels(
                toFloats(dy), at.to(), toFloats(x), at.from(), dx, at.to(), mean, residual, rstd, scale, a, b);
        doubles.inputGradientChannels(dy, at.to(), x, at.from(), expected, at.to(), mean, residual, rstd, scale, a, b);
        assertStretch(at, dx, expected);
    }

    /** The stretch is as expected, and what lies around it as it was. */
    private static void assertStretch(KernelCase at, float[] found, double[] expected) {
        double[] values = toDoubles(found);
        assertNear("stretch", at.stretch(values), at.stretch(expected), FLOAT_LANES);
        for (int i = 0; i < values.length; i++) {
            if (i < at.to() || i >= at.to() + at.length()) {
                assertThat(values[i]).as("[%d], outside", i).isEqualTo(KernelCase.OUTSIDE);
            }
        }
    }

    private static double statistics(FloatKernels kernels) {
        return kernels instanceof ScalarFloatKernels ? SUM_TOLERANCE : FLOAT_LANES;
    }
}
