package org.sparknorm.lab.compare.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.lab.compare.verdict.Verdict.DIFFERENT;
import static org.sparknorm.lab.compare.verdict.Verdict.HOLDS;
import static org.sparknorm.lab.compare.verdict.Verdict.INCONCLUSIVE;
import static org.sparknorm.lab.compare.verdict.Verdict.LARGER;
import static org.sparknorm.lab.compare.verdict.Verdict.NOT_TESTABLE;
import static org.sparknorm.lab.compare.verdict.Verdict.OPPOSITE;
import static org.sparknorm.lab.compare.verdict.Verdict.SMALLER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final Claimed THREE_TO_FIVE_TIMES = Claimed.between(3, 5, 1);

    @ParameterizedTest
    @CsvSource({
        "3.0, 5.0, HOLDS",
        "3.5, 4.5, HOLDS",
        "2.99, 4.0, INCONCLUSIVE",
        "4.0, 5.01, INCONCLUSIVE",
        "2.0, 9.0, INCONCLUSIVE",
        "5.01, 9.0, LARGER",
        "1.5, 2.99, SMALLER",
        "0.9, 1.1, SMALLER",
        "0.5, 0.9, SMALLER"
    })
    void aClaimOfARangeHoldsOnlyWithTheWholeIntervalInside(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(interval(low, high), THREE_TO_FIVE_TIMES)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 9.0, HOLDS",
        "0.0, 1.0, INCONCLUSIVE",
        "-0.1, 0.1, INCONCLUSIVE",
        "0.0, 0.0, SMALLER",
        "-2.0, -0.1, OPPOSITE",
        "-2.0, 0.0, SMALLER"
    })
    void aClaimOfMoreThanNoneHoldsOnlyAboveNone(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(interval(low, high), Claimed.moreThan(0))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 40, HOLDS",
        "19, 30, INCONCLUSIVE",
        "30, 41, INCONCLUSIVE",
        "41, 50, LARGER",
        "0, 19, SMALLER",
        "-5, -1, SMALLER",
        "-25, -20, OPPOSITE"
    })
    void aClaimOfOneNumberStandsForAThirdToBothSides(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(interval(low, high), Claimed.about(30, 0))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"-0.5, 0.5, HOLDS", "-0.6, 0.1, INCONCLUSIVE", "0.51, 2, DIFFERENT", "-2, -0.51, DIFFERENT"})
    void aClaimOfSamenessHoldsOnlyWithinItsTolerance(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(interval(low, high), Claimed.same(0.5))).isEqualTo(verdict);
    }

    @Test
    void exactSamenessIsBitByBit() {
        assertThat(Verdict.of(Effect.of(0, 0, 0), Claimed.same(0))).isEqualTo(HOLDS);
        assertThat(Verdict.of(Effect.of(1e-300, 1e-300, 1e-300), Claimed.same(0)))
                .isEqualTo(DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({"-9, 1, HOLDS", "0.5, 1.5, INCONCLUSIVE", "1.1, 3, DIFFERENT"})
    void aClaimOfLittleLossAllowsAnyGain(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(interval(low, high), Claimed.atMost(1))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"10, 30, HOLDS", "9, 30, INCONCLUSIVE", "1, 9, SMALLER", "-1, 9, SMALLER", "-30, -20, OPPOSITE"})
    void aClaimOfSoMuchAtLeastHasNoUpperEnd(double low, double high, Verdict verdict) {
        assertThat(Verdict.of(interval(low, high), Claimed.atLeast(10, 0))).isEqualTo(verdict);
    }

    @Test
    void oneSeedDecidesNothing() {
        assertThat(Verdict.of(Effect.of(4), THREE_TO_FIVE_TIMES)).isEqualTo(INCONCLUSIVE);
        assertThat(Verdict.of(Effect.ofRatios(4), THREE_TO_FIVE_TIMES)).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aClaimOfSeveralPartsHoldsIfAllDoAndDoesNotIfOneDoesNot() {
        assertThat(Verdict.all(List.of(HOLDS, HOLDS))).isEqualTo(HOLDS);
        assertThat(Verdict.all(List.of(HOLDS, INCONCLUSIVE))).isEqualTo(INCONCLUSIVE);
        assertThat(Verdict.all(List.of(INCONCLUSIVE, SMALLER))).isEqualTo(SMALLER);
        assertThat(Verdict.all(List.of(NOT_TESTABLE, HOLDS))).isEqualTo(NOT_TESTABLE);
    }

    @Test
    void itsWordsBeginWithOneOfFour() {
        for (Verdict verdict : Verdict.values()) {
            assertThat(verdict.toString())
                    .matches("(holds|does not hold here|inconclusive|not testable here)(: [a-z ]+)?");
        }
        assertThat(List.of(LARGER.toString(), OPPOSITE.toString()))
                .containsExactly(
                        "does not hold here: larger than claimed", "does not hold here: the opposite is found");
    }

    private static Effect interval(double low, double high) {
        return new Effect(new double[] {low, high}, (low + high) / 2, low, high);
    }
}
