package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.report.StackedBars;
import org.sparknorm.lab.study.measure.JobPhase;
import org.sparknorm.lab.study.measure.MicroPoint;

/** The parts of the time of treeAggregates: one chart for each master, of the serializer with more points. */
final class BreakdownCharts {

    /** Parts that are shown by themselves; with the small ones together and the rest there are eight colours. */
    private static final int LARGE = 6;

    private static final String SMALL = "small parts";
    private static final int PARTITIONS = 4;
    private static final int SIZES = 3;
    private static final double ALL = 100;

    private final List<MicroPoint> traced;

    BreakdownCharts(List<MicroPoint> points) {
        this.traced = points.stream().filter(point -> point.hasBreakdown()).toList();
    }

    /** Shares of the median. */
    List<StackedBars> shares() {
        List<String> masters =
                traced.stream().map(MicroPoint::master).distinct().toList();
        return masters.stream()
                .map(master -> chart("Where the time goes" + (masters.size() > 1 ? ", " + master : ""), shown(master)))
                .toList();
    }

    private static StackedBars chart(String title, List<MicroPoint> points) {
        List<String> parts = new ArrayList<>(large(points));
        parts.add(SMALL);
        parts.add(JobPhase.UNACCOUNTED.toString());
        List<List<Double>> bars = points.stream()
                .map(point ->
                        parts.stream().map(part -> percent(point, part, parts)).toList())
                .toList();
        double longest = bars.stream()
                .mapToDouble(
                        bar -> bar.stream().mapToDouble(Double::doubleValue).sum())
                .max()
                .orElse(ALL);
        return new StackedBars(
                title,
                Axis.linear("% of the median").from(0, Math.max(ALL, Math.floor(longest))),
                points.stream().map(BreakdownCharts::name).toList(),
                parts,
                bars);
    }

    /** Returns the points of a middle size, on some partition counts. */
    private List<MicroPoint> shown(String master) {
        List<MicroPoint> all =
                traced.stream().filter(point -> point.master().equals(master)).toList();
        String serializer = all.stream()
                .map(MicroPoint::serializer)
                .max(Comparator.comparing(name -> all.stream()
                        .filter(point -> point.serializer().equals(name))
                        .count()))
                .orElseThrow();
        List<Integer> sizes = Numbers.spread(all.stream().mapToInt(MicroPoint::channels), SIZES);
        List<Integer> partitions = Numbers.spread(all.stream().mapToInt(MicroPoint::partitions), PARTITIONS);
        return all.stream()
                .filter(point -> point.serializer().equals(serializer)
                        && point.channels() == sizes.get(sizes.size() / 2)
                        && partitions.contains(point.partitions()))
                .sorted(Comparator.comparing(MicroPoint::partitions)
                        .thenComparing(MicroPoint::depth)
                        .thenComparing(MicroPoint::finalAggregate))
                .toList();
    }

    private static String name(MicroPoint point) {
        String settings = ", depth " + point.depth() + ("executor".equals(point.finalAggregate()) ? ", executor" : "");
        return Numbers.partitions(point.partitions()) + settings + ": " + Numbers.ms(point.medianMicros()) + " ms";
    }

    /** Returns the parts that are largest in some bar, in the order in which time is spent. */
    private static List<String> large(List<MicroPoint> points) {
        List<String> parts = points.get(0).measured().breakdownMicros().keySet().stream()
                .filter(part -> !part.equals(JobPhase.UNACCOUNTED.toString()))
                .toList();
        List<String> bySize = parts.stream()
                .sorted(Comparator.comparing((String part) -> -points.stream()
                        .mapToDouble(point -> percent(point, part))
                        .max()
                        .orElse(0)))
                .limit(LARGE)
                .toList();
        return parts.stream().filter(bySize::contains).toList();
    }

    private static double percent(MicroPoint point, String part, List<String> shown) {
        return part.equals(SMALL)
                ? point.measured().breakdownMicros().keySet().stream()
                        .filter(each -> !shown.contains(each))
                        .mapToDouble(each -> percent(point, each))
                        .sum()
                : percent(point, part);
    }

    /** Returns a share; what is accounted for twice leaves less than nothing unaccounted: shown as nothing. */
    private static double percent(MicroPoint point, String part) {
        return Math.max(0, ALL * point.measured().breakdownMicros().getOrDefault(part, 0.0) / point.medianMicros());
    }
}
