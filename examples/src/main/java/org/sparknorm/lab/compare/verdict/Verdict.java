package org.sparknorm.lab.compare.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * The verdict of the seeds on a claim. The rule looks at the 95 % confidence interval of the effect's mean and at
 * nothing else: wholly within the claimed range, the claim holds; wholly outside, it does not; across a border, the
 * spread hides it.
 */
public enum Verdict {
    HOLDS("holds"),
    /** The effect is there, and more of it than claimed. */
    LARGER("does not hold here: larger than claimed"),
    /** The effect is less than claimed: a little, none, or a little in the other direction. */
    SMALLER("does not hold here: smaller than claimed"),
    /** There is an effect, as large as claimed, in the other direction. */
    OPPOSITE("does not hold here: the opposite is found"),
    /** Claimed to be the same, and not. */
    DIFFERENT("does not hold here: they differ"),
    INCONCLUSIVE("inconclusive: the spread hides it"),
    NOT_TESTABLE("not testable here");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** Returns the verdict on a claim of one number. */
    public static Verdict of(Effect effect, Claimed claimed) {
        boolean below = effect.high() < claimed.low();
        boolean above = effect.low() > claimed.high();
        if (effect.low() >= claimed.low() && effect.high() <= claimed.high()) {
            return HOLDS;
        }
        return below || above ? outside(effect, claimed, below) : INCONCLUSIVE;
    }

    private static Verdict outside(Effect effect, Claimed claimed, boolean below) {
        boolean upward = claimed.none() < claimed.low();
        boolean downward = claimed.none() > claimed.high();
        if (!upward && !downward) {
            return DIFFERENT;
        }
        if (below == downward) {
            return LARGER;
        }
        double reverse = upward ? claimed.none() - effect.high() : effect.low() - claimed.none();
        double least = upward ? claimed.low() - claimed.none() : claimed.none() - claimed.high();
        return reverse >= least ? OPPOSITE : SMALLER;
    }

    /** Returns the verdict on a claim of several parts: it holds if all do, and does not if one does not. */
    public static Verdict all(List<Verdict> parts) {
        return parts.stream()
                .filter(Verdict::refutes)
                .findFirst()
                .orElseGet(() ->
                        parts.stream().filter(part -> part != HOLDS).findFirst().orElse(HOLDS));
    }

    private boolean refutes() {
        return this != HOLDS && this != INCONCLUSIVE && this != NOT_TESTABLE;
    }

    /** Returns the words of the report. */
    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
