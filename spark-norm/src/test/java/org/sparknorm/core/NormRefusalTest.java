package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormRefusalTest {

    private static final double EPSILON = 1e-5;

    private final RandomData random = new RandomData(17);

    @Test
    void aBatchOfOneValueAChannelIsAnErrorAndOneOfTwoIsNot() {
        assertThatThrownBy(() -> Norms.batchNorm(new double[3], 1, 3, null, null, EPSILON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("batch statistics need at least 2 values per channel, found 1 row of total weight 1.0");
        assertThat(Norms.batchNorm(new double[6], 1, 3, null, null, EPSILON)).hasSize(6);
        assertThat(Norms.batchNorm(new double[6], 2, 3, null, null, EPSILON)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY})
    void epsilonMustBePositiveAndFinite(double epsilon) {
        double[] x = random.normal(8);
        for (ThrowingCallable norm : new ThrowingCallable[] {
            () -> Norms.layerNorm(x, 2, null, null, epsilon),
            () -> Norms.rmsNorm(x, 2, null, epsilon),
            () -> Norms.groupNorm(x, 2, 4, 2, null, null, epsilon),
            () -> Norms.batchNorm(x, 2, 4, null, null, epsilon),
            () -> ChannelNorm.of(new double[4], Check.ones(4), Affine.NONE, epsilon)
        }) {
            assertThatThrownBy(norm)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("epsilon must be positive and finite, found " + epsilon);
        }
    }

    @Test
    void lengthsThatDoNotFitAreErrorsThatSayWhatWasFound() {
        double[] x = random.normal(12);
        double[] three = new double[3];
        assertError(() -> Norms.layerNorm(x, 5, null, null, EPSILON), "12 elements do not make 5 rows");
        assertError(() -> Norms.layerNorm(x, 0, null, null, EPSILON), "rows must be positive, found 0");
        assertError(() -> Norms.layerNorm(new double[0], 1, null, null, EPSILON), "0 elements do not make 1 rows");
        assertError(
                () -> Norms.layerNorm(x, 2, three, null, EPSILON), "gamma has 3 values, expected one for each of 6");
        assertError(() -> Norms.layerNorm(x, 2, null, three, EPSILON), "beta has 3 values, expected one for each of 6");
        assertError(() -> Norms.rmsNorm(x, 2, three, EPSILON), "gamma has 3 values, expected one for each of 6");
        assertError(
                () -> Norms.groupNorm(x, 2, 4, 2, null, null, EPSILON),
                "a row of 6 elements does not divide into 4 channels");
        assertError(() -> Norms.groupNorm(x, 2, 3, 2, null, null, EPSILON), "3 channels do not divide into 2 groups");
        assertError(() -> Norms.groupNorm(x, 2, 6, 0, null, null, EPSILON), "groups must be positive, found 0");
        assertError(() -> Norms.batchNorm(x, 2, 0, null, null, EPSILON), "channels must be positive, found 0");
        assertError(
                () -> Norms.batchNorm(x, 3, 4, three, null, EPSILON), "gamma has 3 values, expected one for each of 4");
        assertError(
                () -> Norms.batchNorm(x, 3, 4, null, three, EPSILON), "beta has 3 values, expected one for each of 4");
        assertError(() -> Norms.layerNormBackward(three, x, 2, null, EPSILON), "dy has 3 elements, x has 12");
        assertError(() -> Norms.batchNormBackward(three, x, 2, 3, null, EPSILON), "dy has 3 elements, x has 12");
        assertError(() -> new MomentsAccumulator(0, 1), "channels and positions must be positive, found 0 and 1");
        assertError(() -> new Rows(-1, 1, 1), "rows must not be negative, found -1");
        assertError(() -> new Rows(1, 2, 0), "channels and positions must be positive, found 2 and 0");
        assertError(
                () -> RowNorm.group(4, EPSILON).statistics(x, new Rows(2, 6, 1)),
                "6 channels do not divide into 4 groups");
        assertError(
                () -> RowNorm.layer(EPSILON).normalize(x, new Rows(2, 7, 1), null, null, x),
                "x has 12 elements, expected at least 14 for 2 rows of 7");
        ChannelNorm norm = ChannelNorm.of(three, Check.ones(3), Affine.NONE, EPSILON);
        assertError(
                () -> norm.normalize(new double[8], new Rows(2, 4, 1), new double[8]),
                "found rows of 4 channels, expected 3");
        assertError(
                () -> ChannelNorm.of(three, new double[2], Affine.NONE, EPSILON),
                "variance has 2 values, expected one for each of 3 channels");
    }

    private static void assertError(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
