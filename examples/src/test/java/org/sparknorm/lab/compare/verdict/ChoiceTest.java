package org.sparknorm.lab.compare.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final double[] CHEAP = {91, 90, 93, 92};

    @Test
    void theCheapestIsTakenWhereAllAreAlike() {
        assertThat(choice(CHEAP, CHEAP).norm()).isEqualTo("cheap");
    }

    @Test
    void whatCostsMoreIsTakenWhereAllSeedsAgreeThatItGivesMore() {
        assertThat(choice(CHEAP, 92, 91, 94, 93).norm()).isEqualTo("dear");
        assertThat(choice(CHEAP, 91.4, 90.4, 93.4, 92.4).norm()).isEqualTo("cheap");
    }

    /** The seeds themselves lie three points apart. */
    @Test
    void differencesAreTakenSeedBySeed() {
        assertThat(choice(CHEAP, 91.9, 91.1, 93.9, 93.1).norm()).isEqualTo("dear");
        assertThat(choice(CHEAP, 93, 92, 92, 93).norm()).isEqualTo("cheap");
    }

    @Test
    void aDifferenceThatTheSpreadHidesDoesNotCount() {
        assertThat(choice(CHEAP, 96, 90, 95, 93).norm()).isEqualTo("cheap");
    }

    @Test
    void oneSeedDecidesNothing() {
        Choice choice = choice(new double[] {50}, 90);

        assertThat(choice.norm()).isEqualTo(Choice.UNDECIDED);
        assertThat(choice.reason()).endsWith("points to the best, dear: cheap -40.00");
    }

    @Test
    void theReasonShowsMeansAndDifferences() {
        assertThat(choice(CHEAP, 92, 91, 94, 93).reason())
                .isEqualTo("cheap 91.5 %, dear 92.5 %; points to the best, dear: cheap -1.00 (-1.00 to -1.00)");
    }

    private static Choice choice(double[] cheap, double... dear) {
        Map<Long, Outcome> bySeed = new TreeMap<>();
        for (int seed = 0; seed < cheap.length; seed++) {
            bySeed.put((long) seed, new Outcome().put("cheap", cheap[seed]).put("dear", dear[seed]));
        }
        Map<String, ToDoubleFunction<Outcome>> accuracies = new LinkedHashMap<>();
        accuracies.put("cheap", outcome -> outcome.get("cheap")[0]);
        accuracies.put("dear", outcome -> outcome.get("dear")[0]);
        return new Choice(new Outcomes(new TreeMap<>(bySeed)), accuracies);
    }
}
