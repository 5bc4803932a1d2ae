package org.sparknorm.lab.report;

import java.util.Arrays;

/**
 * The values of a histogram, and their summary.
 *
 * @param mean mean of all values
 * @param standardDeviation root of the squared deviations, divided by their number
 * @param low the value that one in a thousand lies below
 * @param high the value that one in a thousand lies above
 */
public record Distribution(double[] sorted, double mean, double standardDeviation, double low, double high) {

    private static final double TAIL = 0.001;

    /** @param values numbers, at least one, all finite */
    public static Distribution of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        int tail = (int) (TAIL * sorted.length);
        return new Distribution(sorted, mean, Math.sqrt(variance), sorted[tail], sorted[sorted.length - 1 - tail]);
    }

    /**
     * Returns how many values each of {@code bins} equal parts of {@code from..to} holds; {@code to} is in the last.
     */
    public long[] histogram(double from, double to, int bins) {
        long[] counts = new long[bins];
        for (double value : sorted) {
            if (value >= from && value <= to) {
                counts[(int) Math.min(bins - 1, (value - from) / (to - from) * bins)]++;
            }
        }
        return counts;
    }

    /** Returns the share of values, 0 to 1, that lie outside {@code from..to}. */
    public double shareOutside(double from, double to) {
        return (double) Arrays.stream(sorted).filter(x -> x < from || x > to).count() / sorted.length;
    }
}
