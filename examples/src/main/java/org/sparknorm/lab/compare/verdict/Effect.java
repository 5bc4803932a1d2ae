package org.sparknorm.lab.compare.verdict;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * One quantity, measured once for each seed: its mean, and as spread the 95 % confidence interval of the mean by
 * Student's t: wide for few seeds, unbounded for one, a point where all seeds agree. Ratios have a geometric mean, and
 * an interval that is symmetric on a logarithmic scale.
 *
 * @param values numbers in the order of the seeds
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Effect(double[] values, double mean, double low, double high) {

    private static final double QUANTILE = 0.975;

    /** @throws IllegalArgumentException if there is no value, or one that is not finite */
    public static Effect of(double... values) {
        return of(values, DoubleUnaryOperator.identity(), DoubleUnaryOperator.identity());
    }

    /** @throws IllegalArgumentException if there is no value, or one that is not positive and finite */
    static Effect ofRatios(double... values) {
        return of(values, Math::log, Math::exp);
    }

    private static Effect of(double[] values, DoubleUnaryOperator scale, DoubleUnaryOperator back) {
        double[] scaled = Arrays.stream(values).map(scale).toArray();
        if (values.length == 0 || !Arrays.stream(scaled).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("an effect needs finite values (positive ones, of ratios), one for each"
                    + " seed; found " + Arrays.toString(values));
        }
        if (values.length > 1 && Arrays.stream(values).allMatch(value -> value == values[0])) {
            return new Effect(values, values[0], values[0], values[0]);
        }
        double mean = Arrays.stream(scaled).average().orElseThrow();
        double margin = margin(scaled, mean);
        return new Effect(
                values, back.applyAsDouble(mean), back.applyAsDouble(mean - margin), back.applyAsDouble(mean + margin));
    }

    private static double margin(double[] values, double mean) {
        double degrees = values.length - 1.0;
        if (degrees == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double standardError = Math.sqrt(squares / degrees / values.length);
        return new TDistribution(degrees).inverseCumulativeProbability(QUANTILE) * standardError;
    }

    public double least() {
        return Arrays.stream(values).min().orElseThrow();
    }

    public double most() {
        return Arrays.stream(values).max().orElseThrow();
    }
}
