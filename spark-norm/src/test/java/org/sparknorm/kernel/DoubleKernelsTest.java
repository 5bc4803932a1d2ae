package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparknorm.core.RandomData;

/** Every implementation against its definition, element by element. */
class DoubleKernelsTest {

    private static final double TOLERANCE = 1e-14;
    private static final double MEAN = 1.25;
    private static final double RESIDUAL = 1e-3;
    private static final double RSTD = 0.7;
    private static final double BETA = -0.4;
    private static final double EPSILON = 1e-5;

    static Stream<Arguments> cases() {
        return KernelCase.of(Stream.of(new ScalarDoubleKernels(), Kernels.doubles()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void layerStatistics(DoubleKernels kernels, KernelCase at) {
        for (double mean : new double[] {0, 1e8, 1e12}) {
            double[] x = at.values(1, at.from(), 0);
            for (int i = 0; i < at.length(); i++) {
                x[at.from() + i] += mean;
            }
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < at.length(); i++) {
                sum = sum.add(new BigDecimal(x[at.from() + i]));
            }
            BigDecimal exactMean = sum.divide(BigDecimal.valueOf(at.length()), MathContext.DECIMAL128);
            BigDecimal squares = BigDecimal.ZERO;
            for (int i = 0; i < at.length(); i++) {
                squares = squares.add(
                        new BigDecimal(x[at.from() + i]).subtract(exactMean).pow(2));
            }
            double[] found = new double[3];
            kernels.layerStatistics(x, at.from(), at.length(), 1, EPSILON, found, 0);
            double error = new BigDecimal(found[0])
                    .add(new BigDecimal(found[1]))
                    .subtract(exactMean)
                    .doubleValue();
            assertThat(Math.abs(error)).as("mean in two doubles").isLessThan(1e-15);
            double rstd = 1 / Math.sqrt(squares.doubleValue() / at.length() + EPSILON);
            assertNear("rstd", new double[] {found[2]}, new double[] {rstd}, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rmsStatistics(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double expected = 0;
        for (int i = 0; i < at.length(); i++) {
            expected += x[at.from() + i] * x[at.from() + i];
        }
        double[] found = {1, 1, 1};
        kernels.rmsStatistics(x, at.from(), at.length(), 1, EPSILON, found, 0);
        double rstd = 1 / Math.sqrt(expected / at.length() + EPSILON);
        assertNear("rstd", found, new double[] {0, 0, rstd}, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statisticsOfNeighbouringSetsAreThoseOfEach(DoubleKernels kernels, KernelCase at) {
        int sets = 6;
        double[] x = new RandomData(1).normal(at.from() + sets * at.length(), 1e3, 1);
        double[] found = new double[1 + sets * DoubleKernels.WIDTH];
        double[] expected = new double[found.length];
        kernels.layerStatistics(x, at.from(), at.length(), sets, EPSILON, found, 1);
        for (int s = 0; s < sets; s++) {
            kernels.layerStatistics(
                    x, at.from() + s * at.length(), at.length(), 1, EPSILON, expected, 1 + s * DoubleKernels.WIDTH);
        }
        assertThat(found).isEqualTo(expected);
        kernels.rmsStatistics(x, at.from(), at.length(), sets, EPSILON, found, 1);
        for (int s = 0; s < sets; s++) {
            kernels.rmsStatistics(
                    x, at.from() + s * at.length(), at.length(), 1, EPSILON, expected, 1 + s * DoubleKernels.WIDTH);
        }
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addRowsIsAddRowOfEach(DoubleKernels kernels, KernelCase at) {
        int rows = 6;
        double[] x = new RandomData(1).normal(at.from() + rows * at.length(), 1, 1);
        double[] shift = at.channels(2, 1);
        double[] sum = at.channels(3, 10);
        double[] squares = at.channels(4, 10);
        double[] expectedSum = sum.clone();
        double[] expectedSquares = squares.clone();
        for (int r = 0; r < rows; r++) {
            kernels.addRow(x, at.from() + r * at.length(), 1, shift, expectedSum, expectedSquares);
        }
        kernels.addRows(x, at.from(), rows, shift, sum, squares);
        assertNear("sum", sum, expectedSum, TOLERANCE);
        assertNear("squares", squares, expectedSquares, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalize(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] y = at.emptyOutput();
        double[] expected = at.emptyOutput();
        for (int i = 0; i < at.length(); i++) {
            expected[at.to() + i] = (x[at.from() + i] - MEAN - RESIDUAL) * RSTD + BETA;
        }
        kernels.normalize(x, at.from(), y, at.to(), at.length(), MEAN, RESIDUAL, RSTD, BETA);
        assertStretch(at, y, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalizeRows(DoubleKernels kernels, KernelCase at) {
        double[] statistics = {7, 1, 1e-3, 0.7, -0.5, 2e-3, 1.3, 2, -1e-3, 0.2};
        double[] gamma = at.channels(2, 1);
        for (double[] beta : new double[][] {at.channels(3, 0), null}) {
            for (int rows = 1; rows <= 3; rows++) {
                double[] x = new RandomData(1).normal(at.from() + rows * at.length(), 1, 1);
                double[] y = new double[at.to() + rows * at.length() + 1];
                double[] expected = new double[y.length];
                for (int i = 0; i < rows * at.length(); i++) {
                    int s = 1 + i / at.length() * DoubleKernels.WIDTH;
                    int channel = i % at.length();
                    double xhat = (x[at.from() + i] - statistics[s] - statistics[s + 1]) * statistics[s + 2];
                    expected[at.to() + i] = xhat * gamma[channel] + (beta == null ? 0 : beta[channel]);
                }
                kernels.normalizeRows(x, at.from(), y, at.to(), rows, statistics, 1, gamma, beta);
                assertNear("y", y, expected, TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalizeChannels(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] mean = at.channels(2, 1);
        double[] residual = at.channels(3, 0);
        double[] scale = at.channels(4, 1);
        double[] beta = at.channels(5, 0);
        double[] y = at.emptyOutput();
        double[] expected = at.emptyOutput();
        for (int c = 0; c < at.length(); c++) {
            expected[at.to() + c] = (x[at.from() + c] - mean[c] - residual[c]) * scale[c] + beta[c];
        }
        kernels.normalizeChannels(x, at.from(), y, at.to(), mean, residual, scale, beta);
        assertStretch(at, y, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addRow(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] shift = at.channels(2, 1);
        double[] sum = at.channels(3, 10);
        double[] squares = at.channels(4, 10);
        double[] expectedSum = sum.clone();
        double[] expectedSquares = squares.clone();
        for (int c = 0; c < at.length(); c++) {
            double d = x[at.from() + c] - shift[c];
            expectedSum[c] += 0.3 * d;
            expectedSquares[c] += 0.3 * d * d;
        }
        kernels.addRow(x, at.from(), 0.3, shift, sum, squares);
        assertNear("sum", sum, expectedSum, TOLERANCE);
        assertNear("squares", squares, expectedSquares, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addStretch(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] into = {3, 4};
        double[] expected = into.clone();
        for (int i = 0; i < at.length(); i++) {
            double d = x[at.from() + i] - MEAN;
            expected[0] += d;
            expected[1] += d * d;
        }
        kernels.addStretch(x, at.from(), at.length(), MEAN, into);
        assertNear("sums", into, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addGradientRow(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] mean = at.channels(3, 1);
        double[] residual = at.channels(4, 0);
        double[] rstd = at.channels(5, 1);
        double[] sumDy = at.channels(6, 10);
        double[] sumDyXhat = at.channels(7, 10);
        double[] expectedDy = sumDy.clone();
        double[] expectedDyXhat = sumDyXhat.clone();
        for (int c = 0; c < at.length(); c++) {
            double xhat = (x[at.from() + c] - mean[c] - residual[c]) * rstd[c];
            expectedDy[c] += dy[at.to() + c];
            expectedDyXhat[c] += dy[at.to() + c] * xhat;
        }
        kernels.addGradientRow(dy, at.to(), x, at.from(), mean, residual, rstd, sumDy, sumDyXhat);
        assertNear("sum of dy", sumDy, expectedDy, TOLERANCE);
        assertNear("sum of dy * xhat", sumDyXhat, expectedDyXhat, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addGradientStretch(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 1);
        double[] into = {3, 400};
        double[] expected = into.clone();
        for (int i = 0; i < at.length(); i++) {
            double xhat = (x[at.from() + i] - MEAN - RESIDUAL) * RSTD;
            expected[0] += dy[at.to() + i];
            expected[1] += dy[at.to() + i] * xhat;
        }
        kernels.addGradientStretch(dy, at.to(), x, at.from(), at.length(), MEAN, RESIDUAL, RSTD, into);
        assertNear("sums", into, expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addRowGradient(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 1);
        double[] gamma = at.channels(3, 1);
        for (double[] dbeta : new double[][] {at.channels(4, 10), null}) {
            double[] dgamma = at.channels(5, 10);
            double[] into = {3, 400};
            double[] expectedGamma = dgamma.clone();
            double[] expectedBeta = dbeta == null ? null : dbeta.clone();
            double[] expected = into.clone();
            for (int i = 0; i < at.length(); i++) {
                double g = dy[at.to() + i];
                double xhat = (x[at.from() + i] - MEAN - RESIDUAL) * RSTD;
                expectedGamma[i] += g * xhat;
                if (expectedBeta != null) {
                    expectedBeta[i] += g;
                }
                expected[0] += gamma[i] * g;
                expected[1] += gamma[i] * g * xhat;
            }
            kernels.addRowGradient(dy, at.to(), x, at.from(), MEAN, RESIDUAL, RSTD, gamma, dgamma, dbeta, into);
            assertNear("dgamma", dgamma, expectedGamma, TOLERANCE);
            assertNear("dbeta", dbeta, expectedBeta, TOLERANCE);
            assertNear("sums", into, expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradient(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] dx = at.emptyOutput();
        double[] expected = at.emptyOutput();
        for (int i = 0; i < at.length(); i++) {
            double xhat = (x[at.from() + i] - MEAN - RESIDUAL) * RSTD;
            expected[at.to() + i] = RSTD * (1.5 * dy[at.to() + i] - 0.2 - xhat * 0.3);
        }
        kernels.inputGradient(dy, at.to(), x, at.from(), dx, at.to(), at.length(), MEAN, RESIDUAL, RSTD, 1.5, 0.2, 0.3);
        assertStretch(at, dx, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradientRow(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] gamma = at.channels(3, 1);
        double[] dx = at.emptyOutput();
        double[] expected = at.emptyOutput();
        for (int i = 0; i < at.length(); i++) {
            double xhat = (x[at.from() + i] - MEAN - RESIDUAL) * RSTD;
            expected[at.to() + i] = RSTD * (gamma[i] * dy[at.to() + i] - 0.2 - xhat * 0.3);
        }
        kernels.inputGradientRow(dy, at.to(), x, at.from(), dx, at.to(), MEAN, RESIDUAL, RSTD, gamma, 0.2, 0.3);
        assertStretch(at, dx, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradientChannels(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] dy = at.values(2, at.to(), 0);
        double[] mean = at.channels(3, 1);
        double[] residual = at.channels(4, 0);
        double[] rstd = at.channels(5, 1);
        double[] scale = at.channels(6, 1);
        double[] a = at.channels(7, 0);
        double[] b = at.channels(8, 0);
        double[] dx = at.emptyOutput();
        double[] expected = at.emptyOutput();
        for (int c = 0; c < at.length(); c++) {
            double xhat = (x[at.from() + c] - mean[c] - residual[c]) * rstd[c];
            expected[at.to() + c] = scale[c] * (dy[at.to() + c] - a[c] - xhat * b[c]);
        }
        kernels.inputGradientChannels(dy, at.to(), x, at.from(), dx, at.to(), mean, residual, rstd, scale, a, b);
        assertStretch(at, dx, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inPlace(DoubleKernels kernels, KernelCase at) {
        double[] x = at.values(1, at.from(), 1);
        double[] y = x.clone();
        double[] expected = x.clone();
        kernels.normalize(x, at.from(), expected, at.from(), at.length(), MEAN, RESIDUAL, RSTD, BETA);
        kernels.normalize(y, at.from(), y, at.from(), at.length(), MEAN, RESIDUAL, RSTD, BETA);
        assertThat(y).containsExactly(expected);
    }

    /** The stretch is as expected, and what lies around it as it was. */
    private static void assertStretch(KernelCase at, double[] found, double[] expected) {
        assertNear("stretch", at.stretch(found), at.stretch(expected), TOLERANCE);
        for (int i = 0; i < found.length; i++) {
            if (i < at.to() || i >= at.to() + at.length()) {
                assertThat(found[i]).as("[%d], outside", i).isEqualTo(KernelCase.OUTSIDE);
            }
        }
    }
}
