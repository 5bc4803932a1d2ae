package org.sparknorm.lab.study.measure;

import java.util.Arrays;

/**
 * What iterations took, and what of it can be said of so many. A percentile is the smallest value that so many percent of
 * all do not exceed.
 */
final class Timings {

    private static final double PERCENT = 100;

    private final double[] sorted;

    /**
     * @param micros at least one
     */
    public Timings(double[] micros) {
        sorted = micros.clone();
        Arrays.sort(sorted);
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public double percentile(int percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent / PERCENT * sorted.length) - 1)];
    }

    /** Null where a hundred percent have fewer iterations than would put one beyond the percentile. */
    public Double carriedPercentile(int percent) {
        return sorted.length * (PERCENT - percent) < PERCENT ? null : (Double) percentile(percent);
    }
}
