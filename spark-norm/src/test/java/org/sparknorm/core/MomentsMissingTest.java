package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that are missing leave their channel's count, and nothing else, as it was. */
class MomentsMissingTest {

    private static final double NAN = Double.NaN;
    private static final int CHANNELS = 4;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void eachChannelHasTheMomentsOfItsOwnValues(int positions) {
        RandomData random = new RandomData(5);
        double[][] rows = random.rows(60, CHANNELS * positions, 1e8, 1);
        double[] weights = random.weights(60);
        for (int r = 0; r < rows.length; r++) {
            if (r % 3 == 0) {
                rows[r][r % (CHANNELS * positions)] = r % 2 == 0 ? NAN : Double.POSITIVE_INFINITY;
            }
        }
        for (double[] rowWeights : List.of(Check.ones(60), weights)) {
            Moments merged = Moments.empty(CHANNELS);
            for (int from = 0; from < 60; from += 13) {
                merged.merge(moments(rows, rowWeights, from, Math.min(60, from + 13), positions));
            }
            for (int c = 0; c < CHANNELS; c++) {
                assertChannel(merged, rows, rowWeights, c, positions);
            }
        }
    }

    private static Moments moments(double[][] rows, double[] weights, int from, int to, int positions) {
        MomentsAccumulator sums = new MomentsAccumulator(CHANNELS, positions);
        for (int r = from; r < to; r++) {
            if (Finite.all(rows[r], 0, rows[r].length)) {
                sums.add(rows[r], 0, weights[r]);
            } else {
                sums.addPresent(rows[r], 0, weights[r]);
            }
        }
        return sums.toMoments();
    }

    private static void assertChannel(Moments found, double[][] rows, double[] weights, int c, int positions) {
        List<double[]> values = new ArrayList<>();
        List<Double> valueWeights = new ArrayList<>();
        long counted = 0;
        for (int r = 0; r < rows.length; r++) {
            double[] row = rows[r];
            double[] present = IntStream.range(c * positions, (c + 1) * positions)
                    .mapToDouble(i -> row[i])
                    .filter(Double::isFinite)
                    .toArray();
            counted += present.length > 0 && weights[r] > 0 ? 1 : 0;
            for (double value : present) {
                values.add(new double[] {value});
                valueWeights.add(weights[r]);
            }
        }
        Exact exact = Exact.of(
                values.toArray(double[][]::new),
                valueWeights.stream().mapToDouble(w -> w).toArray(),
                1);
        exact.assertEqualTo(found.ofChannels(c, c + 1));
        assertThat(found.rows(c)).isEqualTo(counted);
    }

    @Test
    void aChannelWithoutValuesHasNoMeanAndOthersDo() {
        MomentsAccumulator sums = new MomentsAccumulator(2, 1);
        sums.addPresent(new double[] {1, NAN}, 0, 1);
        sums.addPresent(new double[] {3, NAN}, 0, 1);
        sums.addPresent(new double[] {NAN, NAN}, 0, 1);
        Moments moments = sums.toMoments().requireVariance();
        assertThat(moments.mean()).containsExactly(2, NAN);
        assertThat(moments.unbiasedVariance()).containsExactly(2, NAN);
        assertThat(moments.rows()).isEqualTo(2);
        assertThat(moments.rows(1)).isZero();
        assertThat(moments.hasVariance(1)).isFalse();
    }

    @Test
    void oneValueInEachChannelHasNoVariance() {
        MomentsAccumulator sums = new MomentsAccumulator(2, 1);
        sums.addPresent(new double[] {1, NAN}, 0, 1);
        sums.addPresent(new double[] {NAN, 1}, 0, 1);
        assertThatThrownBy(() -> sums.toMoments().requireVariance())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("found 2 rows that have at most one value in each channel");
    }

    @Test
    void arraysHoldCompleteAndIncompleteMoments() {
        MomentsAccumulator sums = new MomentsAccumulator(2, 1);
        sums.add(new double[] {1, 2}, 0, 0.5);
        double[] complete = sums.toMoments().toArray();
        sums.addPresent(new double[] {NAN, 7}, 0, 2);
        double[] incomplete = sums.toMoments().toArray();
        assertThat(incomplete.length).isGreaterThan(complete.length);
        for (double[] array : Arrays.asList(complete, incomplete)) {
            assertThat(Moments.ofArray(array).toArray()).containsExactly(array);
        }
        assertThat(Moments.ofArray(incomplete).rows(1)).isEqualTo(2);
        assertThat(Moments.ofArray(incomplete).mean()).containsExactly(1, 6);
    }

    /** Their squares are no doubles: the variance is the least one, never a 0 that says they are equal. */
    @Test
    void valuesThatDifferHaveAVarianceAboveZeroHoweverSmallTheyAre() {
        double[][] rows = {{1e-200}, {3e-200}, {2e-200}};
        Moments merged = Moments.empty(1);
        for (int part : new int[] {1, 3}) {
            Moments moments = Moments.empty(1);
            for (int from = 0; from < 3; from += part) {
                MomentsAccumulator sums = new MomentsAccumulator(1, 1);
                for (int r = from; r < from + part; r++) {
                    sums.add(rows[r], 0, 1);
                }
                moments.merge(sums.toMoments());
            }
            assertThat(moments.unbiasedVariance()[0]).isEqualTo(Double.MIN_VALUE);
            merged = moments;
        }
        assertThat(merged.variance()[0]).isEqualTo(Double.MIN_VALUE);
    }
}
