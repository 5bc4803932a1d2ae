package org.sparknorm.examples.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a study says, in sentences that follow from its numbers; what was not measured is not spoken of. */
final class StudyFindings {

    /** What the model's error has to stay below. */
    private static final double BOUND = 0.25;

    /** Executors that steps are spoken of for. */
    private static final int CLUSTER = 100;

    private final StudyReport report;
    private final String master;
    private final List<MicroPoint> measured;
    private final List<String> sentences = new ArrayList<>();

    private StudyFindings(StudyReport report) {
        this.report = report;
        List<MicroPoint> all = report.microbenchmarks().stream()
                .filter(point -> point.skipped() == null)
                .toList();
        // Processes of their own say more than the threads of one.
        this.master = all.stream()
                .map(MicroPoint::master)
                .min(Comparator.comparing((String name) -> name.startsWith("local")))
                .orElse("");
        this.measured =
                all.stream().filter(point -> point.master().equals(master)).toList();
    }

    static List<String> of(StudyReport report) {
        StudyFindings findings = new StudyFindings(report);
        findings.peersAgainstTree();
        findings.depth();
        findings.breakdown();
        findings.training();
        findings.model();
        findings.prediction();
        findings.steps();
        findings.sums();
        return List.copyOf(findings.sentences);
    }

    /** Over all sizes that both were measured with, on as many partitions as ranks. */
    private void peersAgainstTree() {
        List<double[]> pairs = new ArrayList<>();
        for (MicroPoint peer : of(Way.COLLECTIVE)) {
            if (!peer.oversubscribed() && peer.partitions() > 1) {
                of(Way.TREE_AGGREGATE).stream()
                        .filter(tree -> tree.partitions() == peer.partitions() && tree.channels() == peer.channels())
                        .min(Comparator.comparing(MicroPoint::medianMicros))
                        .ifPresent(tree ->
                                pairs.add(new double[] {peer.channels(), peer.medianMicros(), tree.medianMicros()}));
            }
        }
        if (pairs.isEmpty()) {
            return;
        }
        double[] small =
                pairs.stream().min(Comparator.comparing(pair -> pair[0])).orElseThrow();
        double[] large =
                pairs.stream().max(Comparator.comparing(pair -> pair[0])).orElseThrow();
        sentences.add("On " + master + " one sum of " + channels(small[0])
                + " over the same workers takes the collective "
                + Numbers.ms(small[1]) + " ms and treeAggregate " + Numbers.ms(small[2]) + " ms, "
                + factor(small[2], small[1]) + "; of " + channels(large[0]) + " "
                + Numbers.ms(large[1]) + " ms and " + Numbers.ms(large[2]) + " ms, " + factor(large[2], large[1])
                + ".");
    }

    private static String factor(double slow, double fast) {
        return slow >= fast ? Numbers.times(slow / fast) + " times as long" : "a " + Numbers.times(fast / slow) + "th";
    }

    private static String channels(double count) {
        return Numbers.count((long) count) + (count == 1 ? " channel" : " channels");
    }

    /** On the most partitions, the flat tree against the deepest of the same size. */
    private void depth() {
        List<MicroPoint> trees = of(Way.TREE_AGGREGATE);
        int most = trees.stream().mapToInt(MicroPoint::partitions).max().orElse(0);
        List<MicroPoint> largest = trees.stream()
                .filter(tree -> tree.partitions() == most && !"executor".equals(tree.finalAggregate()))
                .toList();
        if (largest.stream().map(MicroPoint::depth).distinct().count() < 2) {
            return;
        }
        Map<Integer, List<MicroPoint>> bySize = largest.stream().collect(Collectors.groupingBy(MicroPoint::channels));
        long flat =
                bySize.values().stream().filter(size -> best(size).depth() == 1).count();
        int size = bySize.keySet().stream().max(Integer::compare).orElseThrow();
        MicroPoint best = best(bySize.get(size));
        MicroPoint worst = bySize.get(size).stream()
                .max(Comparator.comparing(MicroPoint::medianMicros))
                .orElseThrow();
        sentences.add("On " + Numbers.count(most)
                + " partitions there, the flat tree (depth 1) is the fastest treeAggregate for "
                + flat + " of " + bySize.size() + " sizes; with " + channels(size) + " depth " + best.depth()
                + " takes "
                + Numbers.ms(best.medianMicros()) + " ms, depth " + worst.depth() + " "
                + Numbers.ms(worst.medianMicros()) + " ms.");
    }

    private static MicroPoint best(List<MicroPoint> points) {
        return points.stream()
                .min(Comparator.comparing(MicroPoint::medianMicros))
                .orElseThrow();
    }

    /** The largest part, and what all parts explain. */
    private void breakdown() {
        List<MicroPoint> traced = of(Way.TREE_AGGREGATE).stream()
                .filter(point -> point.breakdownMicros() != null
                        && point.breakdownMicros().containsKey(Part.UNACCOUNTED.toString()))
                .toList();
        if (traced.isEmpty()) {
            return;
        }
        Map<String, Double> shares = traced.stream()
                .flatMap(point -> point.breakdownMicros().entrySet().stream()
                        .map(part -> Map.entry(part.getKey(), part.getValue() / point.medianMicros())))
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.averagingDouble(Map.Entry::getValue)));
        double explained = traced.stream()
                .mapToDouble(point ->
                        1 - Math.abs(point.breakdownMicros().get(Part.UNACCOUNTED.toString())) / point.medianMicros())
                .min()
                .orElseThrow();
        String largest = shares.entrySet().stream()
                .filter(part -> !part.getKey().equals(Part.UNACCOUNTED.toString()))
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(3)
                .map(part -> part.getKey() + " (" + Numbers.percent(part.getValue()) + ")")
                .collect(Collectors.joining(", "));
        sentences.add("The largest parts of a treeAggregate's time are, in the mean over all points, " + largest
                + "; the parts measured explain at least " + Numbers.percent(explained)
                + " of the median of every point.");
    }

    /** What synchronized statistics add to a step beside each worker's own, and the share of waiting. */
    private void training() {
        List<TrainingPoint> bases = new TrainingCharts(report.training()).bases();
        bases.stream()
                .filter(point -> point.norm().equals("syncBatch") && point.workers() > 1)
                .forEach(sync -> {
                    Optional<TrainingPoint> own = bases.stream()
                            .filter(point -> point.norm().equals("batch")
                                    && point.sync().equals(sync.sync())
                                    && point.master().equals(sync.master()))
                            .findFirst();
                    sentences.add("Training " + Numbers.rough(sync.parameters()) + " parameters on " + sync.workers()
                            + " workers by " + sync.sync() + " with synchronized batch norm, "
                            + Numbers.percent(sync.syncShare()) + " of a step of " + Numbers.ms(sync.stepMicros())
                            + " ms goes into synchronizing"
                            + own.map(point -> "; with each worker's own statistics "
                                            + Numbers.percent(point.syncShare()) + " of "
                                            + Numbers.ms(point.stepMicros()) + " ms")
                                    .orElse("")
                            + ". Waiting for the slower worker is "
                            + Numbers.percent(
                                    sync.waitMicros() / Math.max(1e-9, sync.waitMicros() + sync.transferMicros()))
                            + " of that time.");
                });
    }

    private void model() {
        Double error = report.model().heldOutMedianRelativeError();
        if (error != null) {
            String ways = report.model().heldOutMedianRelativeErrorByWay().entrySet().stream()
                    .map(way -> way.getKey() + " " + Numbers.percent(way.getValue()))
                    .collect(Collectors.joining(", "));
            sentences.add("On the largest sizes and partition counts, which it never saw, the cost model is "
                    + Numbers.percent(error) + " off in the median (" + ways + "): "
                    + (error < BOUND ? "below" : "not below") + " the 25 % that it must stay below.");
        }
    }

    /** At either end of the clusters predicted, the middle size. */
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
        sentences.add("Predicted, not measured: " + channels(middle) + " " + end(ends.get(0)) + "; "
                + end(ends.get(ends.size() - 1)) + ".");
    }

    private String end(Prediction best) {
        Optional<Prediction> tree = report.predictions().stream()
                .filter(prediction -> prediction.executors() == best.executors()
                        && prediction.channels() == best.channels()
                        && prediction.way().equals(Way.TREE_AGGREGATE.toString()))
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

    private void sums() {
        List<MicroPoint> all = report.microbenchmarks();
        long counted = all.stream().mapToLong(MicroPoint::iterations).sum();
        if (counted > 0) {
            int wrong = all.stream().mapToInt(MicroPoint::wrong).sum();
            sentences.add((wrong == 0 ? "No" : Numbers.count(wrong)) + " sum of " + Numbers.count(counted)
                    + " counted synchronizations was wrong.");
        }
    }

    private List<MicroPoint> of(Way way) {
        return measured.stream()
                .filter(point -> Objects.equals(point.way(), way.toString()))
                .toList();
    }
}
