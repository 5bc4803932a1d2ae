package org.sparknorm.examples.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.sparknorm.examples.report.Axis;
import org.sparknorm.examples.report.Charts;
import org.sparknorm.examples.report.Series;
import org.sparknorm.examples.report.Series.Point;

/** Charts of single synchronizations, as measured. */
final class SyncCharts {

    /** Charts of one kind beside each other. */
    private static final int FACETS = 4;

    private static final int BARS = 4;

    /** Parts that are smaller in every bar are shown as one. */
    private static final double LARGE_PERCENT = 4;

    private static final String SMALL = "small parts";
    private static final double MILLI = 1e-3;

    private final List<MicroPoint> measured;

    SyncCharts(List<MicroPoint> points) {
        this.measured = points.stream().filter(point -> point.skipped() == null).toList();
    }

    /** For some partition counts, a line for each way and its settings. */
    List<Map<String, Object>> bySize() {
        return facets(
                MicroPoint::partitions,
                partitions -> Numbers.count(partitions) + (partitions == 1 ? " partition" : " partitions or ranks"),
                MicroPoint::channels,
                "channels");
    }

    /** For some sizes, likewise. */
    List<Map<String, Object>> byPartitions() {
        return facets(
                MicroPoint::channels,
                channels -> Numbers.count(channels) + (channels == 1 ? " channel" : " channels"),
                MicroPoint::partitions,
                "partitions or ranks");
    }

    private List<Map<String, Object>> facets(
            ToIntFunction<MicroPoint> facet, Function<Integer, String> name, ToIntFunction<MicroPoint> x, String axis) {
        List<Map<String, Object>> charts = new ArrayList<>();
        for (Setting setting : settings()) {
            List<MicroPoint> points = measured.stream().filter(setting::holds).toList();
            // A facet of one x would be a chart of dots above each other.
            Map<Integer, Long> spreads = points.stream()
                    .collect(Collectors.groupingBy(
                            facet::applyAsInt,
                            Collectors.mapping(x::applyAsInt, Collectors.collectingAndThen(Collectors.toSet(), set ->
                                    (long) set.size()))));
            for (int value : Numbers.spread(
                    spreads.keySet().stream()
                            .filter(key -> spreads.get(key) > 1)
                            .mapToInt(key -> key),
                    FACETS)) {
                List<MicroPoint> shown = points.stream()
                        .filter(point -> facet.applyAsInt(point) == value)
                        .sorted(Comparator.comparingInt(x))
                        .toList();
                charts.add(Charts.lines(
                        name.apply(value) + setting.suffix(settings().size() > 1),
                        Axis.logarithmic(axis),
                        Axis.logarithmic("ms"),
                        lines(shown, x)));
            }
        }
        return charts;
    }

    private static List<Series> lines(List<MicroPoint> points, ToIntFunction<MicroPoint> x) {
        return points.stream()
                .collect(Collectors.groupingBy(SyncCharts::line, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(way -> Series.line(
                        way.getKey(),
                        way.getValue().stream()
                                .map(point -> point(x.applyAsInt(point), point))
                                .toList()))
                .toList();
    }

    private static String line(MicroPoint point) {
        return way(point) + (point.oversubscribed() ? ", ranks > cores" : "");
    }

    private static Point point(int x, MicroPoint point) {
        boolean ranged = point.minMicros() != null && point.p95Micros() != null;
        return new Point(
                x,
                point.medianMicros() * MILLI,
                ranged ? point.minMicros() * MILLI : null,
                ranged ? point.p95Micros() * MILLI : null);
    }

    /** Where the time of some treeAggregates went, as shares of the median. */
    List<Map<String, Object>> breakdown() {
        List<Map<String, Object>> charts = new ArrayList<>();
        for (Setting setting : settings()) {
            List<MicroPoint> traced = shownInBreakdown(setting);
            if (traced.isEmpty()) {
                continue;
            }
            List<String> parts = new ArrayList<>(large(traced));
            parts.add(parts.size() - 1, SMALL);
            charts.add(Charts.stackedBars(
                    "Where the time of a treeAggregate goes"
                            + setting.suffix(settings().size() > 1),
                    Axis.linear("% of the median"),
                    traced.stream().map(SyncCharts::bar).toList(),
                    parts,
                    traced.stream().map(point -> shares(point, parts)).toList()));
        }
        return charts;
    }

    private List<MicroPoint> shownInBreakdown(Setting setting) {
        Predicate<MicroPoint> traced = point -> setting.holds(point)
                && point.breakdownMicros() != null
                && !point.breakdownMicros().isEmpty();
        List<Integer> sizes = Numbers.spread(measured.stream().filter(traced).mapToInt(MicroPoint::channels), 3);
        List<Integer> partitions =
                Numbers.spread(measured.stream().filter(traced).mapToInt(MicroPoint::partitions), BARS);
        return measured.stream()
                .filter(traced)
                .filter(point ->
                        point.channels() == sizes.get(sizes.size() / 2) && partitions.contains(point.partitions()))
                .sorted(Comparator.comparing(MicroPoint::partitions).thenComparing(SyncCharts::way))
                .toList();
    }

    private static String bar(MicroPoint point) {
        String partitions = point.partitions() == 1 ? " partition" : " partitions";
        String settings = ", depth " + point.depth() + ("executor".equals(point.finalAggregate()) ? ", executor" : "");
        return Numbers.count(point.partitions()) + partitions + settings + ": " + Numbers.ms(point.medianMicros())
                + " ms";
    }

    /** Parts that are large in at least one bar, in order, and what is unaccounted for. */
    private static List<String> large(List<MicroPoint> traced) {
        return traced.get(0).breakdownMicros().keySet().stream()
                .filter(part -> part.equals(Part.UNACCOUNTED.toString())
                        || traced.stream().anyMatch(point -> share(point, part) >= LARGE_PERCENT))
                .toList();
    }

    private static List<Double> shares(MicroPoint point, List<String> parts) {
        double small = point.breakdownMicros().keySet().stream()
                .filter(part -> !parts.contains(part))
                .mapToDouble(part -> share(point, part))
                .sum();
        return parts.stream()
                .map(part -> part.equals(SMALL) ? small : share(point, part))
                .toList();
    }

    /** In percent; what is accounted for twice is not below 0. */
    private static double share(MicroPoint point, String part) {
        return Math.max(0, 100 * point.breakdownMicros().getOrDefault(part, 0.0) / point.medianMicros());
    }

    static String way(MicroPoint point) {
        return new Plan(point.way(), point.depth(), point.finalAggregate()).toString();
    }

    /** Master and serializer; ways without a serializer go with each. */
    private record Setting(String master, String serializer) {

        boolean holds(MicroPoint point) {
            return master.equals(point.master())
                    && (point.serializer() == null || point.serializer().equals(serializer));
        }

        String suffix(boolean several) {
            return several ? ", " + master + (serializer == null ? "" : ", " + serializer) : "";
        }
    }

    private List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        measured.stream().map(MicroPoint::master).distinct().forEach(master -> {
            List<String> serializers = measured.stream()
                    .filter(point -> point.master().equals(master))
                    .map(MicroPoint::serializer)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
            serializers.forEach(serializer -> all.add(new Setting(master, serializer)));
            if (serializers.isEmpty()) {
                all.add(new Setting(master, null));
            }
        });
        return all;
    }
}
