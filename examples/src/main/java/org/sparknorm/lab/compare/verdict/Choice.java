package org.sparknorm.lab.compare.verdict;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The cheapest of some norms of those that are as good as the best. The best is the one with the highest mean accuracy
 * over the seeds. Another is as good unless it is shown to be worse by more than half a point: unless the 95 %
 * confidence interval of its difference to the best, taken seed by seed, lies wholly below -0.5. So a norm that costs
 * more is taken only where the seeds agree that it gives more, and the fewer the seeds or the wider their spread, the
 * cheaper the choice.
 */
public final class Choice {

    /** Where one seed says nothing of the spread. */
    static final String UNDECIDED = "undecided: one seed shows no spread";

    private static final double AS_GOOD = 0.5;

    private final Map<String, Double> means = new LinkedHashMap<>();
    private final Map<String, Effect> toBest = new LinkedHashMap<>();
    private final String best;

    /** @param accuracies percentages, by norm, the cheapest first */
    public Choice(Outcomes outcomes, Map<String, ToDoubleFunction<Outcome>> accuracies) {
        accuracies.forEach((norm, accuracy) -> means.put(norm, outcomes.mean(accuracy)));
        best = Collections.max(means.entrySet(), Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .getKey();
        accuracies.forEach((norm, accuracy) -> toBest.put(norm, outcomes.difference(accuracy, accuracies.get(best))));
    }

    public String norm() {
        if (toBest.values().stream().anyMatch(Choice::hasNoSpread)) {
            return UNDECIDED;
        }
        return toBest.entrySet().stream()
                .filter(each -> each.getValue().high() >= -AS_GOOD)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static boolean hasNoSpread(Effect difference) {
        return Double.isInfinite(difference.high());
    }

    /** Means, and the differences to the best with their intervals. */
    public String reason() {
        String all = means.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %.1f %%", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
        String differences = toBest.entrySet().stream()
                .filter(each -> !each.getKey().equals(best))
                .map(each -> each.getKey() + " " + text(each.getValue()))
                .collect(Collectors.joining(", "));
        return all + "; points to the best, " + best + ": " + differences;
    }

    private static String text(Effect difference) {
        String mean = String.format(Locale.ROOT, "%+.2f", difference.mean());
        return hasNoSpread(difference)
                ? mean
                : mean + String.format(Locale.ROOT, " (%.2f to %.2f)", difference.low(), difference.high());
    }
}
