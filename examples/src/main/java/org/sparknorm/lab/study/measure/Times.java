package org.sparknorm.lab.study.measure;

import java.util.Arrays;
import org.sparknorm.lab.report.Quantiles;

/**
 * The times of iterations, in microseconds.
 *
 * @param p25Micros lower end, with p75Micros, of the interval that a median is compared by: ways whose intervals
 *     overlap are tied
 * @param p95Micros 95th percentile; null where the iterations do not carry it (fewer than 20), as p99 (fewer than 100)
 */
public record Times(
        double minMicros,
        double p25Micros,
        double medianMicros,
        double p75Micros,
        Double p95Micros,
        Double p99Micros,
        double maxMicros) {

    private static final double PERCENT = 100;

    /** @param micros microseconds of each iteration, at least one */
    static Times of(double[] micros) {
        return new Times(
                Arrays.stream(micros).min().orElseThrow(),
                Quantiles.percentile(micros, 25),
                Quantiles.percentile(micros, 50),
                Quantiles.percentile(micros, 75),
                carried(micros, 95),
                carried(micros, 99),
                Arrays.stream(micros).max().orElseThrow());
    }

    /** Returns null where a hundred percent have fewer iterations than would put one beyond the percentile. */
    private static Double carried(double[] micros, int percent) {
        return micros.length * (PERCENT - percent) < PERCENT ? null : (Double) Quantiles.percentile(micros, percent);
    }
}
