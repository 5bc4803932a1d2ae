package org.sparknorm.lab.compare.trial;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The training loss of each step, up to the last that was finite; judged by means of some steps on end. */
public final class LossCurve {

    /** Steps of a mean. */
    public static final int WINDOW = 10;

    private final int steps;
    /** Returns the mean loss of each window, by its first step. */
    private final double[] means;

    public LossCurve(double[] losses) {
        steps = losses.length;
        means = IntStream.rangeClosed(0, losses.length - WINDOW)
                .mapToDouble(from ->
                        Arrays.stream(losses, from, from + WINDOW).average().orElseThrow())
                .toArray();
    }

    /**
     * Returns the number of steps to the end of the first window whose mean is at most the target; 0 if there is none.
     */
    public int stepsTo(double target) {
        return IntStream.range(0, means.length)
                .filter(from -> means[from] <= target)
                .map(from -> from + WINDOW)
                .findFirst()
                .orElse(0);
    }

    /** Returns whether training ended before all of its steps, or with a loss no better than guessing. */
    public boolean isBroken(int allSteps, double guessing) {
        return steps < allSteps || means[means.length - 1] >= guessing;
    }

    /** Returns every n-th mean. */
    public double[] thinned(int n) {
        return IntStream.range(0, means.length)
                .filter(from -> from % n == 0)
                .mapToDouble(from -> means[from])
                .toArray();
    }
}
