package org.sparknorm.lab.compare.verdict;

import java.util.Arrays;
import java.util.List;

/**
 * A claim, what was measured, and the verdict; its components are fields of report.json.
 *
 * @param id short name
 * @param claim words of the claim
 * @param claimed the range that the claim allows, in words, of the unit
 * @param measured mean over the seeds, in the unit; null where it cannot be tested
 * @param spread lower and upper end of the 95 % confidence interval of the mean; null with one seed, or where it cannot
 *     be tested
 * @param unit unit of measured and spread
 * @param verdict judgement of the claim
 * @param note sides of the comparison, or why it cannot be tested
 * @param values measured with each seed, in the order of the seeds
 */
public record Finding(
        String id,
        String claim,
        String claimed,
        Double measured,
        List<Double> spread,
        String unit,
        Verdict verdict,
        String note,
        List<Double> values) {

    /** Returns a claim of one number. */
    public static Finding of(String id, String claim, Claimed claimed, Effect effect, String unit, String note) {
        return of(id, claim, claimed, effect, unit, Verdict.of(effect, claimed), note);
    }

    /** Returns a claim of several parts, of which one number is shown. */
    public static Finding of(
            String id, String claim, Claimed claimed, Effect effect, String unit, Verdict verdict, String note) {
        return new Finding(
                id,
                claim,
                claimed.text(),
                effect.mean(),
                Double.isInfinite(effect.high()) ? null : List.of(effect.low(), effect.high()),
                unit,
                verdict,
                note,
                Arrays.stream(effect.values()).boxed().toList());
    }

    /** Returns a claim that this experiment cannot tell anything of. */
    public static Finding notTestable(String id, String claim, Claimed claimed, String unit, String why) {
        return new Finding(id, claim, claimed.text(), null, null, unit, Verdict.NOT_TESTABLE, why, List.of());
    }
}
