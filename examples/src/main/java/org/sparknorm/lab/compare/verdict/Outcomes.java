package org.sparknorm.lab.compare.verdict;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sparknorm.lab.report.Series.Point;

/**
 * The measurements of one experiment with all seeds.
 *
 * @param bySeed outcomes in the order of the seeds
 */
public record Outcomes(SortedMap<Long, Outcome> bySeed) {

    /** Returns the effect of a number that every seed measured. */
    public Effect effect(ToDoubleFunction<Outcome> number) {
        return Effect.of(bySeed.values().stream().mapToDouble(number).toArray());
    }

    /** Returns how much more one number is than another, of each seed. */
    public Effect difference(ToDoubleFunction<Outcome> of, ToDoubleFunction<Outcome> than) {
        return effect(outcome -> of.applyAsDouble(outcome) - than.applyAsDouble(outcome));
    }

    /** Returns the effect of a ratio that every seed measured. */
    public Effect ratio(ToDoubleFunction<Outcome> ratio) {
        return Effect.ofRatios(bySeed.values().stream().mapToDouble(ratio).toArray());
    }

    /** Returns the mean over the seeds. */
    public double mean(ToDoubleFunction<Outcome> number) {
        return effect(number).mean();
    }

    /** Returns whether a condition is met with all seeds. */
    public boolean all(Predicate<Outcome> condition) {
        return bySeed.values().stream().allMatch(condition);
    }

    /** Returns the mean over the seeds at each x, from the least to the most of them. */
    public List<Point> points(double[] x, String name) {
        return IntStream.range(0, x.length)
                .mapToObj(i -> point(x[i], effect(outcome -> outcome.get(name)[i])))
                .toList();
    }

    /** Returns a point at x from the least to the most of an effect. */
    public static Point point(double x, Effect effect) {
        return new Point(x, effect.mean(), effect.least(), effect.most());
    }

    /** Returns the outcome of the first seed: what a curve of a single training looks like. */
    public Outcome first() {
        return bySeed.get(bySeed.firstKey());
    }
}
