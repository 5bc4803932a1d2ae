package org.sparknorm.lab.compare.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparknorm.lab.compare.verdict.Effect;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;

class AccuracyGridTest {

    /** The best of what is judged is the luckiest: with seed 1 it would be 99. */
    @Test
    void theRateIsChosenByOtherDigitsAndForAllSeedsAtOnce() {
        Outcome first = outcome(new double[] {90, 92, 91}, new double[] {99, 80, 85});
        Outcome second = outcome(new double[] {90, 89, 91}, new double[] {70, 95, 86});
        Outcomes outcomes = new Outcomes(new TreeMap<>(Map.of(1L, first, 2L, second)));

        Effect accuracy = outcomes.effect(AccuracyGrid.atBestRate(outcomes, "layer"));

        assertThat(accuracy.values()).containsExactly(85, 86);
    }

    private static Outcome outcome(double[] validation, double[] test) {
        return new Outcome().put(AccuracyGrid.validation("layer"), validation).put("layer", test);
    }
}
