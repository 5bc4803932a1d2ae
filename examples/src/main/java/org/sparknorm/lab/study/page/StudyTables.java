package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.report.Table;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.Way;
import org.sparknorm.lab.study.model.Prediction;
import org.sparknorm.lab.study.model.Predictions;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.model.StepPredictions;

/** Tables of the study's page. */
final class StudyTables {

    private static final int SIZES = 4;
    private static final int PARTITIONS = 5;

    private final StudyReport report;

    StudyTables(StudyReport report) {
        this.report = report;
    }

    /** On a master, of some sizes and partition counts; report.csv has all. */
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
                        .map(point -> List.of(
                                SyncCharts.way(point)
                                        + (point.serializer() == null ? "" : ", " + point.serializer())
                                        + (point.oversubscribed() ? " (more ranks than cores)" : ""),
                                Numbers.count(point.partitions()),
                                Numbers.count(point.channels()),
                                kilobytes(point.bytes()),
                                point.levels() == null ? "" : point.levels().toString(),
                                Numbers.ms(point.medianMicros()),
                                Numbers.ms(point.p95Micros()),
                                Numbers.ms(point.p99Micros()),
                                Numbers.ms(point.maxMicros()),
                                point.busbwMegabytesPerSecond() == null
                                        ? ""
                                        : Numbers.format("%,.1f", point.busbwMegabytesPerSecond()),
                                point.driverBytes() == null ? "" : kilobytes(point.driverBytes()),
                                Integer.toString(point.wrong())))
                        .toList());
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

    /** Of a way: a row for each term, a column for each serializer and master. */
    Table prices(Way way) {
        Map<String, Map<String, Double>> prices = report.model().coefficients();
        List<String> groups = prices.keySet().stream()
                .filter(group -> group.startsWith(way.toString()))
                .toList();
        List<String> headers = new ArrayList<>(List.of(way + ", one"));
        groups.forEach(group -> headers.add(group.substring(way.toString().length() + 2)));
        Stream<String> terms = groups.stream().limit(1).flatMap(any -> prices.get(any).keySet().stream());
        return new Table(headers, terms.map(term -> price(term, groups)).toList());
    }

    private List<String> price(String term, List<String> groups) {
        boolean bytes = term.endsWith("Byte");
        List<String> row = new ArrayList<>(List.of((bytes ? term.replace("Byte", " MB") : term) + ", ms"));
        groups.forEach(group -> row.add(
                Numbers.format("%,.3f", report.model().coefficients().get(group).get(term) * (bytes ? 1e3 : 1e-3))));
        return row;
    }

    /** For each cluster and size, the fastest way and the fastest tree. */
    Table best() {
        List<List<String>> rows = new ArrayList<>();
        for (Prediction best :
                report.predictions().stream().filter(Prediction::best).toList()) {
            Optional<Prediction> tree = report.predictions().stream()
                    .filter(other -> other.executors() == best.executors()
                            && other.channels() == best.channels()
                            && other.depth() != null)
                    .min(Comparator.comparing(Prediction::micros));
            rows.add(Stream.concat(
                            Stream.of(Numbers.count(best.executors()), Numbers.count(best.channels())),
                            Stream.concat(cells(Optional.of(best)), cells(tree)))
                    .toList());
        }
        return new Table(
                List.of(
                        "executors",
                        "channels",
                        "fastest, predicted",
                        "ms",
                        "95 % interval",
                        "fastest tree, predicted",
                        "ms",
                        "95 % interval"),
                rows);
    }

    private static Stream<String> cells(Optional<Prediction> prediction) {
        return prediction
                .map(found -> Stream.of(
                        found.plan().toString(),
                        Numbers.ms(found.micros()),
                        Numbers.ms(found.lowMicros()) + " to " + Numbers.ms(found.highMicros())))
                .orElse(Stream.of("", "", ""));
    }

    /** For each cluster and way, the smallest model whose steps hardly notice. */
    Table cheapSteps() {
        List<List<String>> rows = new ArrayList<>();
        for (int executors : Predictions.EXECUTORS) {
            for (Way way : List.of(Way.COLLECTIVE, Way.TREE_AGGREGATE)) {
                List<StepPrediction> steps = report.stepPredictions().stream()
                        .filter(step ->
                                step.executors() == executors && step.way().equals(way.toString()))
                        .toList();
                if (!steps.isEmpty()) {
                    rows.add(cheapest(steps));
                }
            }
        }
        return new Table(
                List.of(
                        "executors",
                        "way, predicted",
                        "statistics < 5 % from",
                        "computing ms",
                        "with gradients < 5 % from",
                        "computing ms"),
                rows);
    }

    private static List<String> cheapest(List<StepPrediction> steps) {
        StepPrediction smallest = steps.get(0);
        return Stream.concat(
                        Stream.of(Numbers.count(smallest.executors()), smallest.way()),
                        Stream.concat(
                                cheapest(steps, StepPrediction::statisticsShare),
                                cheapest(steps, StepPrediction::syncShare)))
                .toList();
    }

    private static Stream<String> cheapest(List<StepPrediction> steps, Function<StepPrediction, Double> share) {
        return StepPredictions.cheapest(steps, share)
                .map(step -> Stream.of(
                        Numbers.rough(step.parameters()) + (step.depth() == null ? "" : ", depth " + step.depth()),
                        Numbers.ms(step.computeMicros())))
                .orElse(Stream.of(
                        "none up to "
                                + Numbers.rough(steps.get(steps.size() - 1).parameters()),
                        ""));
    }

    /** Of single synchronizations and of training. */
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
