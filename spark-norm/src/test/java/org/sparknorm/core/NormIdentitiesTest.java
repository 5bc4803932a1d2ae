package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the norms relate to each other, each by the textbook formula. */
class NormIdentitiesTest {

    private static final double TOLERANCE = 1e-13;
    private static final double EPSILON = 1e-5;

    private final RandomData random = new RandomData(5);

    @ParameterizedTest
    @CsvSource({"1,1", "3,8", "5,12"})
    void groupNormWithOneGroupIsLayerNormWithoutAffine(int rows, int channels) {
        for (int positions = 1; positions <= 4; positions++) {
            double[] x = random.normal(rows * channels * positions, 3, 2);
            assertNear(
                    "y",
                    Norms.groupNorm(x, rows, channels, 1, null, null, EPSILON),
                    Norms.layerNorm(x, rows, null, null, EPSILON),
                    TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void groupNormWithAsManyGroupsAsChannelsIsInstanceNorm(int positions) {
        int rows = 3;
        int channels = 6;
        double[] x = random.normal(rows * channels * positions, 3, 2);
        double[] gamma = random.normal(channels);
        double[] beta = random.normal(channels);
        double[] expected = new double[x.length];
        for (int set = 0; set < rows * channels; set++) {
            normalizeSet(x, set * positions, positions, gamma, beta, set % channels, 1, expected);
        }
        assertNear("y", Norms.groupNorm(x, rows, channels, channels, gamma, beta, EPSILON), expected, TOLERANCE);
    }

    /** Every combination, those where positions equal groups included: a set is then as long as gamma. */
    @Test
    void groupNormIsTheTextbookFormulaForEveryShape() {
        for (int groups : new int[] {1, 2, 3, 4}) {
            for (int perGroup = 1; perGroup <= 3; perGroup++) {
                for (int positions = 1; positions <= 6; positions++) {
                    int rows = 2;
                    int channels = groups * perGroup;
                    int length = perGroup * positions;
                    double[] x = random.normal(rows * channels * positions, -2, 3);
                    double[] gamma = random.normal(channels);
                    double[] beta = random.normal(channels);
                    double[] expected = new double[x.length];
                    for (int set = 0; set < rows * groups; set++) {
                        int first = set % groups * perGroup;
                        normalizeSet(x, set * length, length, gamma, beta, first, perGroup, expected);
                    }
                    String shape = channels + " channels x " + positions + " in " + groups + " groups";
                    assertNear(
                            shape,
                            Norms.groupNorm(x, rows, channels, groups, gamma, beta, EPSILON),
                            expected,
                            TOLERANCE);
                    float[] floats = Norms.groupNorm(
                            RandomData.toFloats(x),
                            rows,
                            channels,
                            groups,
                            RandomData.toFloats(gamma),
                            RandomData.toFloats(beta),
                            EPSILON);
                    assertNear(shape + ", floats", RandomData.toDoubles(floats), expected, 1e-6);
                }
            }
        }
    }

    @Test
    void layerNormTakesGammaOrBetaAlone() {
        double[] x = random.normal(4 * 7, 3, 2);
        double[] gamma = random.normal(7);
        double[] beta = random.normal(7);
        double[] ones = Check.ones(7);
        double[] zeros = new double[7];
        assertNear(
                "gamma alone",
                Norms.layerNorm(x, 4, gamma, null, EPSILON),
                Norms.layerNorm(x, 4, gamma, zeros, EPSILON),
                TOLERANCE);
        assertNear(
                "beta alone",
                Norms.layerNorm(x, 4, null, beta, EPSILON),
                Norms.layerNorm(x, 4, ones, beta, EPSILON),
                TOLERANCE);
    }

    @Test
    void rmsNormIsLayerNormOnARowOfMeanZero() {
        double[] half = random.normal(16, 0, 3);
        double[] row = new double[32];
        for (int i = 0; i < half.length; i++) {
            row[i] = half[i];
            row[row.length - 1 - i] = -half[i];
        }
        double[] gamma = random.normal(row.length);
        assertNear(
                "y", Norms.rmsNorm(row, 1, gamma, EPSILON), Norms.layerNorm(row, 1, gamma, null, EPSILON), TOLERANCE);
    }

    @Test
    void rmsNormIsNotLayerNormOnAnyOtherRow() {
        double[] row = random.normal(16, 1, 1);
        double[] rms = Norms.rmsNorm(row, 1, null, EPSILON);
        double[] layer = Norms.layerNorm(row, 1, null, null, EPSILON);
        assertThat(Math.abs(rms[0] - layer[0])).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void noGroupCountMakesBatchNorm(int groups) {
        double[] x = random.normal(4 * 6 * 3, 1, 2);
        double[] group = Norms.groupNorm(x, 4, 6, groups, null, null, EPSILON);
        double[] batch = Norms.batchNorm(x, 4, 6, null, null, EPSILON);
        double largest = 0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs(group[i] - batch[i]));
        }
        assertThat(largest).isGreaterThan(0.1);
    }

    private static void normalizeSet(
            double[] x, int from, int length, double[] gamma, double[] beta, int first, int channels, double[] y) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        double mean = sum / length;
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += (x[i] - mean) * (x[i] - mean);
        }
        double rstd = 1 / Math.sqrt(squares / length + EPSILON);
        for (int i = 0; i < length; i++) {
            int channel = first + i / (length / channels);
            y[from + i] = (x[from + i] - mean) * rstd * gamma[channel] + beta[channel];
        }
    }
}
