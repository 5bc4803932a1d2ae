package org.sparknorm.lab.study.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.sparknorm.lab.study.measure.Measurement;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.Times;
import org.sparknorm.lab.study.training.TrainingPoint;

/**
 * The table that a study prints as it goes: a line for each point, how many are done, and how long the rest will take.
 */
final class StudyLog {

    private static final String HEAD = "%8s %6s  ";
    private static final String MICRO =
            "%-13s %5s %4s %-8s %5s %6s %8s %-5s %-17s %5s %9s %9s %9s %9s %9s %10s %10s %9s %5s%n";
    private static final String TRAINING = "%-9s %-13s %5s %5s %7s %5s %-7s %-17s %9s %9s %9s %9s %6s%n";
    private static final double NANOS = 1e9;

    /** So long the plan counts as much as what was measured, of which the first points are slow. */
    private static final double PRIOR_SECONDS = 30;

    private final PrintStream out;
    private final int points;
    private final double seconds;
    private int done;
    private double measuredSeconds;
    private double plannedSeconds;
    private double elapsedSeconds;
    private long last = System.nanoTime();

    /**
     * @param points number of points of the study
     * @param seconds time that they are planned to take
     */
    StudyLog(PrintStream out, int points, double seconds) {
        this.out = out;
        this.points = points;
        this.seconds = seconds;
    }

    void heading() {
        out.printf(
                HEAD + MICRO,
                "done",
                "left",
                "way",
                "depth",
                "lvls",
                "final",
                "parts",
                "chan",
                "bytes",
                "ser",
                "master",
                "iter",
                "min us",
                "median us",
                "p95 us",
                "p99 us",
                "max us",
                "algbw MB/s",
                "busbw MB/s",
                "driver KB",
                "wrong");
    }

    /** @param planned seconds for it; 0 for one of an earlier run */
    void add(MicroPoint point, double planned) {
        head(planned);
        if (point.skipped() != null) {
            out.printf(
                    "%-13s %s partitions, %s channels, %s: skipped: %s%n",
                    point.way(), point.partitions(), point.channels(), point.master(), point.skipped());
            return;
        }
        Measurement measured = point.measured();
        Times times = measured.times();
        out.printf(
                MICRO,
                point.way(),
                text(point.depth()),
                text(measured.levels()),
                text(point.finalAggregate()),
                point.partitions(),
                point.channels(),
                point.bytes(),
                text(point.serializer()),
                point.master(),
                measured.iterations(),
                text(times.minMicros()),
                text(times.medianMicros()),
                text(times.p95Micros()),
                text(times.p99Micros()),
                text(times.maxMicros()),
                text(measured.algbwMegabytesPerSecond()),
                text(measured.busbwMegabytesPerSecond()),
                text(measured.driverBytes() == null ? null : measured.driverBytes() / 1e3),
                measured.wrong());
    }

    void trainingHeading() {
        out.printf(
                HEAD + TRAINING,
                "done",
                "left",
                "norm",
                "sync",
                "width",
                "depth",
                "workers",
                "batch",
                "scaling",
                "master",
                "step us",
                "compute",
                "transfer",
                "wait",
                "sync %");
    }

    void add(TrainingPoint point, double planned) {
        head(planned);
        if (point.skipped() != null) {
            out.printf(
                    "%-9s %-13s %s workers, %s: skipped: %s%n",
                    point.norm(), point.sync(), point.workers(), point.master(), point.skipped());
            return;
        }
        out.printf(
                TRAINING,
                point.norm(),
                point.sync(),
                point.width(),
                point.depth(),
                point.workers(),
                point.batchSize(),
                point.scaling(),
                point.master(),
                text(point.stepMicros()),
                text(point.computeMicros()),
                text(point.transferMicros()),
                text(point.waitMicros()),
                text(100 * point.syncShare()));
    }

    void say(String line) {
        out.println(line);
    }

    /** The rest takes as much longer than planned as what was measured did. */
    private void head(double planned) {
        long now = System.nanoTime();
        done++;
        plannedSeconds += planned;
        if (planned > 0) {
            elapsedSeconds += (now - last) / NANOS;
            measuredSeconds += planned;
        }
        last = now;
        double pace = (PRIOR_SECONDS + elapsedSeconds) / (PRIOR_SECONDS + measuredSeconds);
        long left = Math.round(Math.max(0, seconds - plannedSeconds) * pace);
        Duration rest = Duration.ofSeconds(left);
        out.printf(
                HEAD,
                done + "/" + points,
                rest.toMinutes() > 0 ? rest.toMinutes() + "m" + rest.toSecondsPart() + "s" : left + "s");
    }

    private static String text(Object value) {
        return value == null
                ? "-"
                : value instanceof Double number
                        ? String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number)
                        : value.toString();
    }
}
