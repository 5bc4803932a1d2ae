package org.sparknorm.lab.study.measure;

import java.io.Serializable;

/**
 * The number of iterations that a point gets.
 *
 * @param seconds time that it may take, warm-up included, where the least number of iterations allows it
 * @param least counted
 * @param most counted
 */
public record IterationBudget(double seconds, int least, int most) implements Serializable {

    private static final double NANOS = 1e9;

    /** The share of the time for iterations that are not counted. */
    private static final double WARMUP = 0.2;

    /** Returns the budget of one of two sessions that share the iterations. */
    public IterationBudget half() {
        return new IterationBudget(seconds / 2, (least + 1) / 2, (most + 1) / 2);
    }

    /** Returns whether the warm-up is over. */
    public boolean warm(int iterations, long nanos) {
        return iterations >= 2 && nanos >= WARMUP * seconds * NANOS || iterations >= most;
    }

    /**
     * Returns the number of iterations to count.
     *
     * @param nanos time that one takes
     */
    public int iterations(double nanos) {
        return (int) Math.max(least, Math.min(most, (1 - WARMUP) * seconds * NANOS / nanos));
    }
}
