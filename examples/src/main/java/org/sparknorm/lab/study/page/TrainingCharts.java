package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.lab.report.Series.Point;
import org.sparknorm.lab.report.StackedBars;
import org.sparknorm.lab.study.training.TrainingPoint;

/**
 * Charts of training, as measured: one for each master and way to synchronize. All vary the base, the point of a norm
 * that has the most workers, and of those the smallest network.
 */
final class TrainingCharts {

    private static final Axis SHARE = Axis.linear("% of a step").from(0, 100);
    private static final double MILLI = 1e-3;

    private final List<TrainingPoint> measured;

    TrainingCharts(List<TrainingPoint> points) {
        this.measured = points.stream().filter(point -> point.skipped() == null).toList();
    }

    /** A master and a way to synchronize. */
    private record Setting(String master, String sync) {

        String title(boolean several) {
            return sync + (several ? ", " + master : "");
        }
    }

    private List<Setting> settings() {
        return measured.stream()
                .map(point -> new Setting(point.master(), point.sync()))
                .distinct()
                .toList();
    }

    private boolean several() {
        return measured.stream().map(TrainingPoint::master).distinct().count() > 1;
    }

    /** Computing, transfer and waiting of the base under each norm. */
    List<StackedBars> split() {
        List<StackedBars> charts = new ArrayList<>();
        for (Setting setting : settings()) {
            List<TrainingPoint> bases =
                    of(setting).stream().filter(this::isBase).toList();
            charts.add(new StackedBars(
                    setting.title(several()),
                    Axis.linear("ms"),
                    bases.stream().map(TrainingPoint::norm).toList(),
                    List.of("computing", "transfer", "waiting"),
                    bases.stream()
                            .map(point -> List.of(
                                    point.computeMicros() * MILLI,
                                    point.transferMicros() * MILLI,
                                    point.waitMicros() * MILLI))
                            .toList()));
        }
        return charts;
    }

    /** Returns the share of a step, a line for each norm. */
    List<LineChart> byWidth() {
        return shares(
                Axis.logarithmic("width"),
                TrainingPoint::width,
                point -> mostWorkers(point) && point.depth() == base(point).depth());
    }

    /** Likewise. */
    List<LineChart> byDepth() {
        return shares(
                Axis.counts("hidden layers"),
                TrainingPoint::depth,
                point -> mostWorkers(point) && point.width() == base(point).width());
    }

    /** Likewise; strong and weak scaling meet at the most workers. */
    List<LineChart> byWorkers(String scaling) {
        return shares(
                Axis.counts("workers, " + scaling + " scaling"),
                TrainingPoint::workers,
                point -> point.depth() == base(point).depth()
                        && point.width() == base(point).width()
                        && (isBase(point) || point.scaling().equals(scaling)));
    }

    private List<LineChart> shares(Axis x, ToIntFunction<TrainingPoint> value, Predicate<TrainingPoint> shown) {
        List<LineChart> charts = new ArrayList<>();
        for (Setting setting : settings()) {
            List<TrainingPoint> points = of(setting).stream()
                    .filter(shown)
                    .sorted(Comparator.comparingInt(value))
                    .toList();
            List<Series> norms = points.stream()
                    .map(TrainingPoint::norm)
                    .distinct()
                    .sorted()
                    .map(norm -> Series.line(
                            norm,
                            points.stream()
                                    .filter(point -> point.norm().equals(norm))
                                    .map(point -> Point.of(value.applyAsInt(point), 100 * point.syncShare()))
                                    .toList()))
                    .toList();
            charts.add(new LineChart(setting.title(several()), x, SHARE, norms));
        }
        return charts;
    }

    private List<TrainingPoint> of(Setting setting) {
        return measured.stream()
                .filter(point -> setting.equals(new Setting(point.master(), point.sync())))
                .toList();
    }

    /** Returns the base of each norm and setting. */
    List<TrainingPoint> bases() {
        return measured.stream().filter(this::isBase).toList();
    }

    private boolean isBase(TrainingPoint point) {
        return point.equals(base(point));
    }

    private boolean mostWorkers(TrainingPoint point) {
        return point.workers() == base(point).workers();
    }

    /** Among the points of the same norm, master and way: the most workers, then the smallest network. */
    private TrainingPoint base(TrainingPoint point) {
        return of(new Setting(point.master(), point.sync())).stream()
                .filter(other -> other.norm().equals(point.norm()))
                .min(Comparator.comparing((TrainingPoint other) -> -other.workers())
                        .thenComparing(TrainingPoint::width)
                        .thenComparing(TrainingPoint::depth))
                .orElse(point);
    }
}
