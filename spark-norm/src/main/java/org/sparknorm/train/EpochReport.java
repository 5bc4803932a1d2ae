package org.sparknorm.train;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.sparknorm.shard.EpochPlan;

/**
 * One epoch of training.
 *
 * @param epoch number, from 1
 * @param loss weighted mean over all rows, each at the time of its step
 * @param accuracy weighted share of rows whose label got the largest score, each at the time of its step
 * @param samples rows
 * @param seconds time on the driver's clock, with scheduling and setting up connections
 * @param syncSeconds synchronizing and waiting in all steps, mean over the workers
 * @param syncCount exchanges in all steps
 */
public record EpochReport(
        int epoch, double loss, double accuracy, long samples, double seconds, double syncSeconds, long syncCount)
        implements Serializable {

    static EpochReport of(EpochPlan plan, EpochLog log, List<StepReport> steps, double seconds) {
        return new EpochReport(
                plan.epoch(),
                log.meanLoss(),
                log.accuracy(),
                plan.rows(),
                seconds,
                steps.stream()
                        .mapToDouble(step -> step.synchronizingSeconds() + step.waitingSeconds())
                        .sum(),
                steps.stream().mapToLong(StepReport::syncCount).sum());
    }

    public double samplesPerSecond() {
        return samples / seconds;
    }

    /** Share of the epoch's time that went into synchronizing and waiting, in [0, 1]. */
    public double syncShare() {
        return syncSeconds / seconds;
    }

    /** For people: loss, accuracy, samples per second, share of the time synchronizing. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "loss %.4f, accuracy %.2f %%, %.0f samples/s, %.0f %% of the time synchronizing",
                loss,
                100 * accuracy,
                samplesPerSecond(),
                100 * syncShare());
    }
}
