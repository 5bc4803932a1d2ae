package org.sparknorm.core;

import static org.sparknorm.core.Near.assertNear;
import static org.sparknorm.core.RandomData.toDoubles;
import static org.sparknorm.core.RandomData.toFloats;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowNormGradientTest {

    private static final int ROWS = 6;
    private static final double EPSILON = 1e-5;

    /** What one rounding to float costs; the sums behind dgamma and dbeta are doubles. */
    private static final double FLOAT_TOLERANCE = 4e-7;

    static Stream<Arguments> norms() {
        return Stream.of(
                Arguments.of(RowNorm.layer(EPSILON), 33, 1, 0),
                Arguments.of(RowNorm.layer(EPSILON), 33, 1, 1e6),
                Arguments.of(RowNorm.rms(EPSILON), 33, 1, 2),
                Arguments.of(RowNorm.group(1, EPSILON), 4, 5, 2),
                Arguments.of(RowNorm.group(3, EPSILON), 6, 3, 2),
                Arguments.of(RowNorm.group(3, EPSILON), 6, 1, 2),
                Arguments.of(RowNorm.group(8, EPSILON), 8, 7, 1e4));
    }

    @ParameterizedTest(name = "{0}, {1} channels x {2}, mean {3}")
    @MethodSource("norms")
    void gradientsOfFloatsAreThoseOfDoublesToTheStatedError(RowNorm norm, int channels, int positions, double mean) {
        RandomData random = new RandomData(channels);
        float[] x = toFloats(random.normal(ROWS * channels * positions, mean, 1));
        float[] dy = toFloats(random.normal(x.length));
        float[] gamma = toFloats(random.normal(channels, 1, 0.5));
        for (float[] scale : new float[][] {gamma, null}) {
            double[] expected = new double[x.length];
            double[] expectedGamma = new double[channels];
            double[] expectedBeta = new double[channels];
            Rows rows = new Rows(ROWS, channels, positions);
            RowNormGradient gradient = new RowNormGradient(norm);
            gradient.backward(
                    toDoubles(dy),
                    toDoubles(x),
                    rows,
                    norm.statistics(toDoubles(x), rows),
                    scale == null ? null : toDoubles(scale),
                    expected,
                    expectedGamma,
                    expectedBeta);
            float[] dx = new float[x.length];
            double[] dgamma = new double[channels];
            double[] dbeta = new double[channels];
            gradient.backward(dy, x, rows, norm.statistics(x, rows), scale, dx, dgamma, dbeta);
            assertNear("dx", toDoubles(dx), expected, FLOAT_TOLERANCE);
            assertNear("dgamma", dgamma, expectedGamma, FLOAT_TOLERANCE);
            assertNear("dbeta", dbeta, expectedBeta, 1e-13);
        }
    }

    @Test
    void dgammaAndDbetaAddUpOverCallsAndDxMayBeDy() {
        int length = 7;
        RandomData random = new RandomData(3);
        double[] x = random.normal(2 * length, 1, 2);
        double[] dy = random.normal(2 * length);
        double[] gamma = random.normal(length);
        RowNorm norm = RowNorm.layer(EPSILON);
        Gradients whole = Norms.layerNormBackward(dy, x, 2, gamma, EPSILON);
        double[] dgamma = new double[length];
        double[] dbeta = new double[length];
        for (int row = 0; row < 2; row++) {
            double[] xRow = Arrays.copyOfRange(x, row * length, (row + 1) * length);
            double[] dxRow = Arrays.copyOfRange(dy, row * length, (row + 1) * length);
            Rows one = new Rows(1, length, 1);
            new RowNormGradient(norm)
                    .backward(dxRow, xRow, one, norm.statistics(xRow, one), gamma, dxRow, dgamma, dbeta);
            double[] expected = Arrays.copyOfRange(whole.dx(), row * length, (row + 1) * length);
            assertNear("dx", dxRow, expected, 1e-14);
        }
        assertNear("dgamma", dgamma, whole.dgamma(), 1e-14);
        assertNear("dbeta", dbeta, whole.dbeta(), 1e-14);
    }
}
