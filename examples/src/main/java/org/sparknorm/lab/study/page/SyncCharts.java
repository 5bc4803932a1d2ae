package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.report.Series;
import org.sparknorm.lab.report.Series.Point;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.Times;
import org.sparknorm.lab.study.model.MethodSettings;

/** Charts of single synchronizations, as measured: a few for each master. */
final class SyncCharts {

    /** Charts of one kind for a master. */
    private static final int FACETS = 4;

    /** A chart is drawn of so many values of x or more. */
    private static final int ENOUGH = 3;

    private static final double MILLI = 1e-3;

    private final List<MicroPoint> measured;
    private final List<String> masters;

    SyncCharts(List<MicroPoint> points) {
        this.measured = points.stream().filter(point -> point.skipped() == null).toList();
        this.masters = measured.stream().map(MicroPoint::master).distinct().toList();
    }

    /** Returns, for some partition counts, a line for each way and its settings; of two serializers, Kryo. */
    List<LineChart> bySize() {
        return facets(
                MicroPoint::partitions,
                partitions -> Numbers.count(partitions) + (partitions == 1 ? " partition" : " partitions or ranks"),
                MicroPoint::channels,
                "channels");
    }

    /** Returns the same for some sizes. */
    List<LineChart> byPartitions() {
        return facets(MicroPoint::channels, Numbers::channels, MicroPoint::partitions, "partitions or ranks");
    }

    private List<LineChart> facets(
            ToIntFunction<MicroPoint> facet, IntFunction<String> name, ToIntFunction<MicroPoint> x, String axis) {
        List<LineChart> charts = new ArrayList<>();
        for (String master : masters) {
            // A barrier has no channels, and no place on a logarithmic axis.
            Map<Integer, List<MicroPoint>> facets = of(master).stream()
                    .filter(point ->
                            point.serializer() == null || point.serializer().equals(serializer(master)))
                    .filter(point -> facet.applyAsInt(point) > 0 && x.applyAsInt(point) > 0)
                    .collect(Collectors.groupingBy(facet::applyAsInt));
            facets.values()
                    .removeIf(points -> points.stream().mapToInt(x).distinct().count() < ENOUGH);
            for (int value : Numbers.spread(facets.keySet().stream().mapToInt(key -> key), FACETS)) {
                charts.add(chart(name.apply(value) + suffix(master), facets.get(value), SyncCharts::line, x, axis));
            }
        }
        return charts;
    }

    /** Returns, for each master that both serializers were measured on, the partition count with the most sizes. */
    List<LineChart> bySerializer() {
        List<LineChart> charts = new ArrayList<>();
        for (String master : masters) {
            List<MicroPoint> serialized = of(master).stream()
                    .filter(point ->
                            point.serializer() != null && point.serializer().equals("java"))
                    .toList();
            serialized.stream()
                    .map(MicroPoint::partitions)
                    .max(Comparator.comparing(partitions -> serialized.stream()
                            .filter(point -> point.partitions() == partitions)
                            .map(MicroPoint::channels)
                            .distinct()
                            .count()))
                    .ifPresent(partitions -> charts.add(chart(
                            Numbers.partitions(partitions) + suffix(master),
                            of(master).stream()
                                    .filter(point -> point.serializer() != null && point.partitions() == partitions)
                                    .toList(),
                            point -> line(point) + ", " + point.serializer(),
                            MicroPoint::channels,
                            "channels")));
        }
        return charts;
    }

    private static LineChart chart(
            String title,
            List<MicroPoint> points,
            Function<MicroPoint, String> line,
            ToIntFunction<MicroPoint> x,
            String axis) {
        List<Series> lines = points.stream()
                .sorted(Comparator.comparing(line).thenComparingInt(x))
                .collect(Collectors.groupingBy(line, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(named -> Series.line(
                        named.getKey(),
                        named.getValue().stream()
                                .map(point -> point(x.applyAsInt(point), point))
                                .toList()))
                .toList();
        return new LineChart(title, Axis.logarithmic(axis), Axis.logarithmic("ms"), lines);
    }

    private static Point point(int x, MicroPoint point) {
        Times times = point.measured().times();
        boolean ranged = times.p95Micros() != null;
        return new Point(
                x,
                times.medianMicros() * MILLI,
                ranged ? (Double) (times.minMicros() * MILLI) : null,
                ranged ? (Double) (times.p95Micros() * MILLI) : null);
    }

    private static String line(MicroPoint point) {
        return way(point) + (point.oversubscribed() ? ", ranks > cores" : "");
    }

    static String way(MicroPoint point) {
        return new MethodSettings(point.way(), point.depth(), point.finalAggregate()).toString();
    }

    private List<MicroPoint> of(String master) {
        return measured.stream().filter(point -> point.master().equals(master)).toList();
    }

    /** Returns Kryo, unless Java alone was measured. */
    private String serializer(String master) {
        return of(master).stream()
                .map(MicroPoint::serializer)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private String suffix(String master) {
        return masters.size() > 1 ? ", " + master : "";
    }
}
