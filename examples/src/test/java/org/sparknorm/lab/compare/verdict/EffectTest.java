package org.sparknorm.lab.compare.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectTest {

    /** Worked by hand: t of 2 degrees of freedom is 4.3027, the standard error 1 / sqrt(3). */
    @Test
    void itsSpreadIsStudentsIntervalOfTheMean() {
        Effect effect = Effect.of(1, 2, 3);

        assertThat(effect.mean()).isEqualTo(2);
        assertThat(effect.low()).isCloseTo(2 - 4.302653 / Math.sqrt(3), within(1e-5));
        assertThat(effect.high()).isCloseTo(2 + 4.302653 / Math.sqrt(3), within(1e-5));
    }

    @Test
    void ratiosAreAveragedOnALogarithmicScale() {
        Effect effect = Effect.ofRatios(1, 2, 4);

        assertThat(effect.mean()).isCloseTo(2, within(1e-12));
        assertThat(effect.low() * effect.high()).isCloseTo(4, within(1e-9));
        assertThat(effect.low()).isPositive();
    }

    @Test
    void seedsThatAgreeHaveNoSpread() {
        Effect effect = Effect.ofRatios(0.1, 0.1, 0.1);

        assertThat(new double[] {effect.low(), effect.mean(), effect.high()}).containsOnly(0.1);
    }

    @Test
    void oneSeedHasAnUnboundedSpread() {
        assertThat(Effect.of(5).low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Effect.of(5).high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aValueThatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> Effect.of(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1.0, NaN]");
        assertThatThrownBy(() -> Effect.ofRatios(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Effect::of).isInstanceOf(IllegalArgumentException.class);
    }
}
