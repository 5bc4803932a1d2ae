package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the norms make of values and arguments that are out of the ordinary. */
class NormEdgeCasesTest {

    private static final double EPSILON = 1e-5;

    private final RandomData random = new RandomData(17);

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNotFiniteStaysInItsRow(double value) {
        double[] x = random.normal(3 * 8, 1, 2);
        double[] clean = Norms.layerNorm(x, 3, null, null, EPSILON);
        double[] cleanRms = Norms.rmsNorm(x, 3, null, EPSILON);
        x[8 + 3] = value;
        assertOnlyRangeDiffers(Norms.layerNorm(x, 3, null, null, EPSILON), clean, 8, 16);
        double[] rms = Norms.rmsNorm(x, 3, null, EPSILON);
        assertOnlyRangeDiffers(rms, cleanRms, 8, 16);
        assertThat(rms[8 + 3]).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNotFiniteStaysInItsGroup(double value) {
        double[] x = random.normal(2 * 6 * 4, 1, 2);
        double[] gamma = random.normal(6);
        double[] clean = Norms.groupNorm(x, 2, 6, 3, gamma, null, EPSILON);
        x[24 + 8 + 5] = value;
        assertOnlyRangeDiffers(Norms.groupNorm(x, 2, 6, 3, gamma, null, EPSILON), clean, 24 + 8, 24 + 16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void normalizeTellsOfAValueThatIsNotFiniteWhereverItStands(double value) {
        for (RowNorm norm : new RowNorm[] {RowNorm.layer(EPSILON), RowNorm.rms(EPSILON), RowNorm.group(2, EPSILON)}) {
            for (int length : new int[] {2, 14, 40, 300, 3000}) {
                Rows rows = new Rows(3, length, 1);
                double[] x = random.normal(rows.size(), 1, 2);
                float[] floats = RandomData.toFloats(x);
                assertThat(norm.normalize(x, rows, null, null, x.clone())).isTrue();
                assertThat(norm.normalize(floats, rows, null, null, floats.clone()))
                        .isTrue();
                for (int i = 0; i < x.length; i += 1 + length / 25) {
                    double[] bad = x.clone();
                    bad[i] = value;
                    float[] badFloats = floats.clone();
                    badFloats[i] = (float) value;
                    assertThat(norm.normalize(bad, rows, null, null, bad)).isFalse();
                    assertThat(norm.normalize(badFloats, rows, null, null, badFloats))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void theLargestFloatsHaveFiniteStatisticsAndTheLargestDoublesHaveNot() {
        for (RowNorm norm : new RowNorm[] {RowNorm.layer(EPSILON), RowNorm.rms(EPSILON)}) {
            for (int length : new int[] {4, 300}) {
                float[] floats = new float[length];
                double[] doubles = new double[length];
                for (int i = 0; i < length; i++) {
                    floats[i] = i % 3 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
                    doubles[i] = i % 3 == 0 ? 1e200 : -1e200;
                }
                Rows row = new Rows(1, length, 1);
                assertThat(norm.normalize(floats, row, null, null, floats)).isTrue();
                assertThat(floats).doesNotContain(Float.NaN);
                assertThat(norm.normalize(doubles, row, null, null, doubles)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNotFiniteStaysInItsChannelOfTheBatch(double value) {
        for (int row = 0; row < 4; row++) {
            double[] x = random.normal(4 * 3, 1, 2);
            double[] clean = Norms.batchNorm(x, 4, 3, null, null, EPSILON);
            x[row * 3 + 1] = value;
            double[] y = Norms.batchNorm(x, 4, 3, null, null, EPSILON);
            for (int i = 0; i < x.length; i++) {
                if (i % 3 == 1) {
                    assertThat(y[i]).isNaN();
                } else {
                    assertThat(y[i]).isEqualTo(clean[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void inEvaluationAValueThatIsNotFiniteStaysWhereItIs(double value) {
        double[] x = random.normal(6);
        ChannelNorm norm = ChannelNorm.of(new double[3], Check.ones(3), Affine.NONE, EPSILON);
        double[] clean = new double[6];
        norm.normalize(x, new Rows(2, 3, 1), clean);
        x[4] = value;
        double[] y = new double[6];
        norm.normalize(x, new Rows(2, 3, 1), y);
        assertOnlyRangeDiffers(y, clean, 4, 5);
        assertThat(y[4]).isNotFinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void momentsOfAChannelThatMetNoNumberHaveNoVariance(double value) {
        MomentsAccumulator dense = new MomentsAccumulator(2, 1);
        dense.add(new double[] {1, 2}, 0, 1);
        dense.add(new double[] {value, 4}, 0, 1);
        MomentsAccumulator sparse = new MomentsAccumulator(2, 1);
        sparse.addSparse(new int[] {0}, new double[] {value}, 0, 1);
        sparse.addSparse(new int[] {1}, new double[] {2}, 0, 1);
        MomentsAccumulator other = new MomentsAccumulator(2, 1);
        other.add(new double[] {5, 0}, 0, 1);
        for (MomentsAccumulator sums : new MomentsAccumulator[] {dense, sparse}) {
            for (Moments moments : new Moments[] {
                sums.toMoments().merge(other.toMoments()), other.toMoments().merge(sums.toMoments())
            }) {
                assertThat(moments.mean()[0]).isNotFinite();
                assertThat(moments.variance()[0]).isNaN();
                assertThat(moments.mean()[1]).isFinite();
                assertThat(moments.variance()[1]).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -1e8 / 3, 1e300})
    void aBatchChannelOfOneValueGivesBetaAndNoGradientOfX(double value) {
        double[] x = new double[5];
        Arrays.fill(x, value);
        assertThat(Norms.batchNorm(x, 5, 1, new double[] {2}, new double[] {7}, EPSILON))
                .containsOnly(7);
        Gradients gradients = Norms.batchNormBackward(random.normal(5), x, 5, 1, new double[] {2}, EPSILON);
        assertThat(gradients.dgamma()).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -1e8 / 3})
    void aRowOfOneValueGivesBeta(double value) {
        double[] x = new double[7];
        Arrays.fill(x, value);
        double[] beta = random.normal(7);
        assertNear("layer", Norms.layerNorm(x, 1, null, beta, EPSILON), beta, 1e-13);
        assertNear("group", Norms.groupNorm(x, 1, 7, 1, null, beta, EPSILON), beta, 1e-13);
    }

    @Test
    void rowsOfOneElementGiveBetaAndRmsNormTheSign() {
        double[] x = {3, -1e8, 0};
        assertThat(Norms.layerNorm(x, 3, new double[] {2}, new double[] {7}, EPSILON))
                .containsOnly(7);
        assertNear(
                "dx",
                Norms.layerNormBackward(x, x, 3, new double[] {2}, EPSILON).dx(),
                new double[3],
                0);
        assertNear("rms", Norms.rmsNorm(x, 3, null, 1e-12), new double[] {1, -1, 0}, 1e-9);
    }

    /** float has 24 bits: at mean 1e6 a mean rounded to one float would cost 5e-2. */
    @Test
    void floatRowsOfALargeMeanCostNoMoreThanOthers() {
        float[] x = RandomData.toFloats(random.normal(4 * 256, 1e6, 1));
        double[] exact = RandomData.toDoubles(x);
        assertWithin(Norms.layerNorm(x, 4, null, null, EPSILON), Norms.layerNorm(exact, 4, null, null, EPSILON));
        assertWithin(
                Norms.groupNorm(x, 4, 32, 8, null, null, EPSILON),
                Norms.groupNorm(exact, 4, 32, 8, null, null, EPSILON));
        assertWithin(
                Norms.batchNorm(x, 4, 32, null, null, EPSILON), Norms.batchNorm(exact, 4, 32, null, null, EPSILON));
    }

    @Test
    void aDoubleRowOfMean1e8IsAsGoodAsOneOfMeanZero() {
        double[] x = random.normal(64, 1e8, 1);
        double[] centered = Arrays.stream(x).map(value -> value - 1e8).toArray();
        assertNear(
                "y",
                Norms.layerNorm(x, 1, null, null, EPSILON),
                Norms.layerNorm(centered, 1, null, null, EPSILON),
                1e-13);
        assertNear(
                "batch",
                Norms.batchNorm(x, 16, 4, null, null, EPSILON),
                Norms.batchNorm(centered, 16, 4, null, null, EPSILON),
                1e-13);
    }

    private static void assertOnlyRangeDiffers(double[] y, double[] clean, int from, int to) {
        for (int i = 0; i < y.length; i++) {
            if (i >= from && i < to) {
                assertThat(y[i]).as("y[%d]", i).isNotEqualTo(clean[i]);
            } else {
                assertThat(y[i]).as("y[%d]", i).isEqualTo(clean[i]);
            }
        }
    }

    private static void assertWithin(float[] found, double[] exact) {
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - exact[i])).as("y[%d]", i).isLessThanOrEqualTo(1e-6);
        }
    }
}
