package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.report.Table;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.Measurement;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.measure.Times;

/** Tables of what a study measured. */
final class StudyTables {

    private static final int SIZES = 4;
    private static final int PARTITIONS = 5;

    private final StudyReport report;

    StudyTables(StudyReport report) {
        this.report = report;
    }

    /** Returns the points on a master, of some sizes and partition counts; report.csv has all. */
    Table synchronizations(String master) {
        List<MicroPoint> measured = report.microbenchmarks().stream()
                .filter(point -> point.skipped() == null && point.master().equals(master))
                .toList();
        List<Integer> sizes = Numbers.spread(measured.stream().mapToInt(MicroPoint::channels), SIZES);
        List<Integer> partitions = Numbers.spread(measured.stream().mapToInt(MicroPoint::partitions), PARTITIONS);
        return new Table(
                List.of(
                        "way",
                        "partitions",
                        "channels",
                        "KB",
                        "levels",
                        "median ms",
                        "p95",
                        "p99",
                        "max",
                        "busbw MB/s",
                        "driver KB",
                        "wrong"),
                measured.stream()
                        .filter(point -> sizes.contains(point.channels()) && partitions.contains(point.partitions()))
                        .map(StudyTables::synchronization)
                        .toList());
    }

    private static List<String> synchronization(MicroPoint point) {
        Measurement measured = point.measured();
        Times times = measured.times();
        return List.of(
                SyncCharts.way(point)
                        + (point.serializer() == null ? "" : ", " + point.serializer())
                        + (point.oversubscribed() ? " (more ranks than cores)" : ""),
                Numbers.count(point.partitions()),
                Numbers.count(point.channels()),
                kilobytes(point.bytes()),
                measured.levels() == null ? "" : measured.levels().toString(),
                Numbers.ms(times.medianMicros()),
                Numbers.ms(times.p95Micros()),
                Numbers.ms(times.p99Micros()),
                Numbers.ms(times.maxMicros()),
                measured.busbwMegabytesPerSecond() == null
                        ? ""
                        : Numbers.format("%,.1f", measured.busbwMegabytesPerSecond()),
                measured.driverBytes() == null ? "" : kilobytes(measured.driverBytes()),
                Integer.toString(measured.wrong()));
    }

    /**
     * Returns the points on a master, of as many workers as it has cores: the fastest tree and the ways beside it, by
     * size.
     */
    Table bySize(String master) {
        Map<Integer, List<MicroPoint>> bySize = report.microbenchmarks().stream()
                .filter(point -> point.skipped() == null
                        && point.master().equals(master)
                        && point.partitions() == point.cores()
                        && point.channels() > 0)
                .collect(Collectors.groupingBy(MicroPoint::channels, TreeMap::new, Collectors.toList()));
        return new Table(
                List.of(
                        "channels",
                        "bytes",
                        "treeAggregate, ms",
                        "the same, merged on an executor, ms",
                        "collective, ms",
                        "Spark's allGather, ms",
                        "TCP round trip, ms"),
                bySize.entrySet().stream()
                        .map(size -> List.of(
                                Numbers.count(size.getKey()),
                                Numbers.count(size.getValue().get(0).bytes()),
                                fastest(size.getValue(), SyncMethod.TREE_AGGREGATE, MicroCase.DRIVER),
                                fastest(size.getValue(), SyncMethod.TREE_AGGREGATE, MicroCase.EXECUTOR),
                                fastest(size.getValue(), SyncMethod.COLLECTIVE, null),
                                fastest(size.getValue(), SyncMethod.ALL_GATHER, null),
                                fastest(size.getValue(), SyncMethod.TCP, null)))
                        .toList());
    }

    private static String fastest(List<MicroPoint> points, SyncMethod way, String finalAggregate) {
        return points.stream()
                .filter(point ->
                        point.way().equals(way.toString()) && Objects.equals(point.finalAggregate(), finalAggregate))
                .map(MicroPoint::medianMicros)
                .min(Comparator.naturalOrder())
                .map(Numbers::ms)
                .orElse("");
    }

    private static String kilobytes(long bytes) {
        return Numbers.format(bytes < 10_000 ? "%,.2f" : "%,.0f", bytes / 1e3);
    }

    Table training() {
        return new Table(
                List.of(
                        "norm",
                        "sync",
                        "width",
                        "layers",
                        "workers",
                        "batch",
                        "scaling",
                        "step ms",
                        "computing",
                        "transfer",
                        "waiting",
                        "exchanges",
                        "share"),
                report.training().stream()
                        .filter(point -> point.skipped() == null)
                        .map(point -> List.of(
                                point.norm(),
                                point.sync(),
                                Integer.toString(point.width()),
                                Integer.toString(point.depth()),
                                Integer.toString(point.workers()),
                                Integer.toString(point.batchSize()),
                                point.scaling(),
                                Numbers.ms(point.stepMicros()),
                                Numbers.ms(point.computeMicros()),
                                Numbers.ms(point.transferMicros()),
                                Numbers.ms(point.waitMicros()),
                                point.exchanges().toString(),
                                Numbers.percent(point.syncShare())))
                        .toList());
    }

    /** Returns what was not measured, of single synchronizations and of training. */
    Table skipped() {
        List<List<String>> rows = new ArrayList<>();
        report.microbenchmarks().stream()
                .filter(point -> point.skipped() != null)
                .forEach(point -> rows.add(List.of(
                        SyncCharts.way(point) + ", " + Numbers.count(point.partitions()) + " partitions, "
                                + Numbers.count(point.channels()) + " channels",
                        point.skipped())));
        report.training().stream()
                .filter(point -> point.skipped() != null)
                .forEach(point -> rows.add(List.of(
                        "training, " + point.norm() + ", " + point.sync() + ", width " + point.width() + ", "
                                + point.depth() + " layers, " + point.workers() + " workers, " + point.scaling(),
                        point.skipped())));
        return new Table(List.of("point", "why it was not measured"), rows);
    }
}
