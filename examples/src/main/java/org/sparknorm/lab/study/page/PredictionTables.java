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
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.model.Prediction;
import org.sparknorm.lab.study.model.Predictions;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.model.StepPredictions;

/** Tables of what a study's cost model says: its prices, and what it predicts of larger clusters. */
final class PredictionTables {

    private final StudyReport report;

    PredictionTables(StudyReport report) {
        this.report = report;
    }

    /** Returns the prices of a way: a row for each term, a column for each serializer and master. */
    Table prices(SyncMethod way) {
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

    /** Returns, for each cluster and size, the fastest way and the fastest tree. */
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

    /** Returns, for each cluster and way, the smallest model whose steps hardly notice. */
    Table cheapSteps() {
        List<List<String>> rows = new ArrayList<>();
        for (int executors : Predictions.EXECUTORS) {
            for (SyncMethod way : List.of(SyncMethod.COLLECTIVE, SyncMethod.TREE_AGGREGATE)) {
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
}
