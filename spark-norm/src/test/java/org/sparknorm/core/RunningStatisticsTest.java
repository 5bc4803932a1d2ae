package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparknorm.core.Near.assertNear;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningStatisticsTest {

    @Test
    void theyStartAtMeanZeroAndVarianceOne() {
        RunningStatistics start = RunningStatistics.initial(2);
        assertThat(start.mean()).containsExactly(0, 0);
        assertThat(start.variance()).containsExactly(1, 1);
    }

    @Test
    void momentumIsTheWeightOfTheNewBatchAndTheVarianceIsUnbiased() {
        RunningStatistics moved =
                RunningStatistics.of(new double[] {10}, new double[] {3}).update(batch(1, 3), 0.25);
        assertNear("mean", moved.mean(), new double[] {0.75 * 10 + 0.25 * 2}, 1e-15);
        assertNear("variance", moved.variance(), new double[] {0.75 * 3 + 0.25 * 2}, 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1})
    void correctedMomentaGiveMovingAveragesInWhichTheStartWeighsNothing(double momentum) {
        double[] average = {0};
        double start = 1;
        RunningStatistics corrected = RunningStatistics.of(new double[] {1e6}, new double[] {1});
        for (int t = 1; t <= 500; t++) {
            Moments batch = batch(t % 7, 3 + t % 7);
            average[0] = (1 - momentum) * average[0] + momentum * batch.mean()[0];
            start *= 1 - momentum;
            corrected = corrected.update(batch, RunningStatistics.corrected(momentum, t));
            assertNear("mean", corrected.mean(), new double[] {average[0] / (1 - start)}, 1e-12);
        }
    }

    @Test
    void correctedMomentaAreOneAtFirstAndTheMomentumOnceWarm() {
        assertThat(RunningStatistics.corrected(0.1, 1)).isEqualTo(1);
        assertThat(RunningStatistics.corrected(0.1, 2)).isEqualTo(0.1 / 0.19);
        assertThat(RunningStatistics.corrected(0.1, 400)).isEqualTo(0.1);
        assertThat(RunningStatistics.corrected(0, 1)).isZero();
    }

    @Test
    void momentaOfOneHalfAThirdAndSoOnGiveThePlainAverageOverBatches() {
        RunningStatistics moved = RunningStatistics.initial(1)
                .update(batch(1, 3), 1)
                .update(batch(5, 9), 1.0 / 2)
                .update(batch(0, 2), 1.0 / 3);
        assertNear("mean", moved.mean(), new double[] {(2 + 7 + 1) / 3.0}, 1e-15);
        assertNear("variance", moved.variance(), new double[] {(2 + 8 + 2) / 3.0}, 1e-15);
    }

    @Test
    void updatingLeavesTheOldOnesAndTheirArraysAlone() {
        double[] mean = {1};
        RunningStatistics old = RunningStatistics.of(mean, new double[] {1});
        mean[0] = 7;
        old.mean()[0] = 8;
        old.update(batch(5, 9), 0.5);
        assertThat(old.mean()).containsExactly(1);
        assertThat(old.variance()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void momentumIsBetweenZeroAndOne(double momentum) {
        assertThatThrownBy(() -> RunningStatistics.initial(1).update(batch(1, 3), momentum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("momentum")
                .hasMessageContaining(String.valueOf(momentum));
    }

    @Test
    void aBatchOfOneValueOrOfOtherChannelsIsAnError() {
        RunningStatistics start = RunningStatistics.initial(1);
        assertThatThrownBy(() -> start.update(batch(1), 0.1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at least 2 values");
        assertThatThrownBy(() -> RunningStatistics.initial(2).update(batch(1, 3), 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 values")
                .hasMessageContaining("2 channels");
        assertThatThrownBy(() -> RunningStatistics.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("variance has 3 values")
                .hasMessageContaining("2 channels");
    }

    private static Moments batch(double... values) {
        MomentsAccumulator sums = new MomentsAccumulator(1, 1);
        for (int i = 0; i < values.length; i++) {
            sums.add(values, i, 1);
        }
        return sums.toMoments();
    }
}
