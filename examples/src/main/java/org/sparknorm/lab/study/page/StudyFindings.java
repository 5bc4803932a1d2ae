package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.JobPhase;
import org.sparknorm.lab.study.measure.Measurement;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.training.TrainingPoint;

/** The findings of a study, in sentences that follow from its numbers; what was not measured is not spoken of. */
final class StudyFindings {

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
        findings.sums();
        findings.sentences.addAll(PredictedFindings.of(report));
        return List.copyOf(findings.sentences);
    }

    /** Compares over all sizes that both were measured with, on as many partitions as ranks. */
    private void peersAgainstTree() {
        List<double[]> pairs = new ArrayList<>();
        for (MicroPoint peer : of(SyncMethod.COLLECTIVE)) {
            if (!peer.oversubscribed() && peer.partitions() > 1) {
                of(SyncMethod.TREE_AGGREGATE).stream()
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
        sentences.add("On " + master + " one sum of " + Numbers.channels((long) small[0])
                + " over the same workers takes the collective "
                + Numbers.ms(small[1]) + " ms and treeAggregate " + Numbers.ms(small[2]) + " ms, "
                + factor(small[2], small[1]) + "; of " + Numbers.channels((long) large[0]) + " "
                + Numbers.ms(large[1]) + " ms and " + Numbers.ms(large[2]) + " ms, " + factor(large[2], large[1])
                + ".");
    }

    private static String factor(double slow, double fast) {
        return slow >= fast ? Numbers.times(slow / fast) + " times as long" : "a " + Numbers.times(fast / slow) + "th";
    }

    /** Compares, on the most partitions, the flat tree against the deepest of the same size. */
    private void depth() {
        List<MicroPoint> trees = of(SyncMethod.TREE_AGGREGATE);
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
                + flat + " of " + bySize.size() + " sizes; with " + Numbers.channels(size) + " depth " + best.depth()
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
        List<MicroPoint> traced = of(SyncMethod.TREE_AGGREGATE).stream()
                .filter(point -> point.hasBreakdown())
                .toList();
        if (traced.isEmpty()) {
            return;
        }
        Map<String, Double> shares = traced.stream()
                .flatMap(point -> point.measured().breakdownMicros().entrySet().stream()
                        .map(part -> Map.entry(part.getKey(), part.getValue() / point.medianMicros())))
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.averagingDouble(Map.Entry::getValue)));
        double explained = traced.stream()
                .mapToDouble(point -> point.measured().explainedShare())
                .min()
                .orElseThrow();
        String largest = shares.entrySet().stream()
                .filter(part -> !part.getKey().equals(JobPhase.UNACCOUNTED.toString()))
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(3)
                .map(part -> part.getKey() + " (" + Numbers.percent(part.getValue()) + ")")
                .collect(Collectors.joining(", "));
        sentences.add("The largest parts of a treeAggregate's time are, in the mean over all points, " + largest
                + "; the parts measured explain at least " + Numbers.percent(explained)
                + " of the median of every point.");
    }

    /** Tells what synchronized statistics add to a step beside each worker's own, and the share of waiting. */
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
                            + ". Waiting for the slowest worker is "
                            + Numbers.percent(
                                    sync.waitMicros() / Math.max(1e-9, sync.waitMicros() + sync.transferMicros()))
                            + " of that time.");
                });
    }

    private void sums() {
        List<Measurement> all = report.microbenchmarks().stream()
                .map(MicroPoint::measured)
                .filter(Objects::nonNull)
                .toList();
        long counted = all.stream().mapToLong(Measurement::iterations).sum();
        if (counted > 0) {
            int wrong = all.stream().mapToInt(Measurement::wrong).sum();
            sentences.add((wrong == 0 ? "No" : Numbers.count(wrong)) + " sum of " + Numbers.count(counted)
                    + " counted synchronizations was wrong.");
        }
    }

    private List<MicroPoint> of(SyncMethod way) {
        return measured.stream()
                .filter(point -> Objects.equals(point.way(), way.toString()))
                .toList();
    }
}
