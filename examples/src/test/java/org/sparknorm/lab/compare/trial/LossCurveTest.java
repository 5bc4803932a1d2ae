package org.sparknorm.lab.compare.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossCurveTest {

    private static final double GUESSING = 2.3;

    @Test
    void stepsAreCountedToTheEndOfTheFirstWindowWithTheMean() {
        assertThat(falling(100).stepsTo(50.5)).isEqualTo(55);
        assertThat(falling(100).stepsTo(95.5)).isEqualTo(LossCurve.WINDOW);
        assertThat(falling(100).stepsTo(0)).isZero();
    }

    @Test
    void aTrainingThatEndsEarlyOrNoBetterThanGuessingIsBroken() {
        assertThat(falling(100).isBroken(100, GUESSING)).isTrue();
        assertThat(falling(100).isBroken(101, 50)).isTrue();
        assertThat(falling(100).isBroken(100, 50)).isFalse();
        assertThat(new LossCurve(new double[0]).isBroken(100, GUESSING)).isTrue();
    }

    @Test
    void fewerStepsThanAWindowHaveNoMeans() {
        assertThat(falling(3).stepsTo(100)).isZero();
        assertThat(falling(3).thinned(1)).isEmpty();
    }

    /** 100, 99, 98 and so on. */
    private static LossCurve falling(int steps) {
        return new LossCurve(
                IntStream.range(0, steps).mapToDouble(step -> 100 - step).toArray());
    }
}
