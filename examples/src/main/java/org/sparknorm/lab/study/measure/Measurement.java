package org.sparknorm.lab.study.measure;

import java.util.Map;

/**
 * The measurements of one synchronization, made many times over.
 *
 * @param warmup iterations that are not counted
 * @param iterations counted
 * @param wrong iterations whose sums were not exactly those expected
 * @param algbwMegabytesPerSecond bytes / median; null for ways without a payload
 * @param busbwMegabytesPerSecond algbw * 2 (n - 1) / n for n ranks, as nccl-tests has it; null but for peers
 * @param levels number of levels of merging that the tree really had, the driver's included; null for other ways
 * @param driverBytes through the driver in one synchronization; null for peers
 * @param breakdownMicros the median by {@link JobPhase}, each measured by itself along the critical path, in order, and
 *     last {@code unaccounted}, what they leave; shares of the middle half of the iterations, since Spark's event times
 *     are whole milliseconds, and so would medians be; null for other ways than treeAggregate
 */
public record Measurement(
        int warmup,
        int iterations,
        int wrong,
        Times times,
        Double algbwMegabytesPerSecond,
        Double busbwMegabytesPerSecond,
        Integer levels,
        Long driverBytes,
        Map<String, Double> breakdownMicros) {

    /** Returns what the breakdown explains of the median, 0 to 1; for a measurement that has one. */
    public double explainedShare() {
        return 1 - breakdownMicros.get(JobPhase.UNACCOUNTED.toString()) / times.medianMicros();
    }
}
