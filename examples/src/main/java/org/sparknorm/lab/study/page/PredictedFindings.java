package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.model.Prediction;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.model.StepPredictions;

/** The findings of a study's cost model, and how far it is to be trusted, in sentences that follow from its numbers. */
final class PredictedFindings {

    /** The error that the model has to stay below. */
    private static final double BOUND = 0.25;

    /** Executors that steps are spoken of for. */
    private static final int CLUSTER = 100;

    private final StudyReport report;
    private final List<String> sentences = new ArrayList<>();

    private PredictedFindings(StudyReport report) {
        this.report = report;
    }

    static List<String> of(StudyReport report) {
        PredictedFindings findings = new PredictedFindings(report);
        findings.model();
        findings.prediction();
        findings.steps();
        return List.copyOf(findings.sentences);
    }

    private void model() {
        Double error = report.model().heldOutMedianRelativeError();
        if (error != null) {
            String ways = report.model().heldOutMedianRelativeErrorByWay().entrySet().stream()
                    .map(way -> way.getKey() + " " + Numbers.percent(way.getValue()))
                    .collect(Collectors.joining(", "));
            String missed = report.model().heldOutMedianRelativeErrorByWay().entrySet().stream()
                    .filter(way -> way.getValue() >= BOUND)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            sentences.add("On the largest sizes and partition counts, which it never saw, the cost model is "
                    + Numbers.percent(error) + " off in the median (" + ways + "): "
                    + (error < BOUND ? "below" : "not below") + " the 25 % that it must stay below"
                    + (missed.isEmpty() ? "." : "; by itself not below: " + missed + "."));
        }
    }

    /** Tells, at either end of the clusters predicted, the middle size. */
    private void prediction() {
        List<Prediction> best =
                report.predictions().stream().filter(Prediction::best).toList();
        if (best.isEmpty()) {
            return;
        }
        List<Integer> sizes =
                best.stream().map(Prediction::channels).distinct().sorted().toList();
        int middle = sizes.get(sizes.size() / 2);
        List<Prediction> ends = best.stream()
                .filter(prediction -> prediction.channels() == middle)
                .sorted(Comparator.comparing(Prediction::executors))
                .toList();
        sentences.add("Predicted, not measured: " + Numbers.channels(middle) + " " + end(ends.get(0)) + "; "
                + end(ends.get(ends.size() - 1)) + ".");
    }

    private String end(Prediction best) {
        Optional<Prediction> tree = report.predictions().stream()
                .filter(prediction -> prediction.executors() == best.executors()
                        && prediction.channels() == best.channels()
                        && prediction.way().equals(SyncMethod.TREE_AGGREGATE.toString()))
                .min(Comparator.comparing(Prediction::micros));
        return "on " + Numbers.count(best.executors()) + " executors the fastest is " + best.plan() + " ("
                + Numbers.ms(best.micros()) + " ms)"
                + tree.filter(other -> !other.best())
                        .map(other ->
                                ", of the trees depth " + other.depth() + " (" + Numbers.ms(other.micros()) + " ms)")
                        .orElse("");
    }

    private void steps() {
        Map<String, List<StepPrediction>> ways = report.stepPredictions().stream()
                .filter(step -> step.syncShare() != null && step.executors() == CLUSTER)
                .collect(Collectors.groupingBy(StepPrediction::way));
        if (!ways.isEmpty()) {
            sentences.add("Predicted, not measured: on " + CLUSTER
                    + " executors the statistics of synchronized batch norm take"
                    + " less than 5 % of a step by " + from(ways, StepPrediction::statisticsShare)
                    + "; gradients included, by " + from(ways, StepPrediction::syncShare) + ".");
        }
    }

    private static String from(Map<String, List<StepPrediction>> ways, Function<StepPrediction, Double> share) {
        return ways.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(way -> way.getKey() + " "
                        + StepPredictions.cheapest(way.getValue(), share)
                                .map(step -> "from " + Numbers.rough(step.parameters()) + " parameters on ("
                                        + Numbers.ms(step.computeMicros()) + " ms of computing)")
                                .orElse("at none of the sizes predicted"))
                .collect(Collectors.joining(", by "));
    }
}
