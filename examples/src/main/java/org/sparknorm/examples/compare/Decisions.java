package org.sparknorm.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparknorm.train.NormKind;
import org.sparknorm.train.SyncKind;

/**
 * Which norm to take, by what was measured: of all norms whose mean accuracy is within half a point of the best, the one
 * that costs least. RMS norm costs less than layer and group norm, these less than batch norm with its running statistics,
 * and synchronizing most.
 */
final class Decisions {

    private static final double AS_GOOD = 0.5;
    private static final int[] ROWS = {2, 8, 32};
    private static final int[] WORKERS = {1, 4};

    private final Map<String, Outcomes> outcomes;

    /**
     * @param outcomes by the experiment's id; what was not measured decides nothing
     */
    private Decisions(Map<String, Outcomes> outcomes) {
        this.outcomes = outcomes;
    }

    static List<Decision> of(Map<Experiment, Outcomes> measured) {
        Decisions decisions = new Decisions(measured.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue)));
        List<Decision> all = new ArrayList<>();
        all.addAll(decisions.bySize("dense", "dense-batch-sizes", List.of(NormKind.RMS, NormKind.LAYER)));
        all.addAll(decisions.bySize("convolutional", "image-batch-sizes", List.of(NormKind.LAYER, NormKind.GROUP)));
        all.addAll(decisions.deep());
        all.addAll(decisions.variableLength());
        return all;
    }

    private List<Decision> bySize(String architecture, String experiment, List<NormKind> rowNorms) {
        List<Decision> all = new ArrayList<>();
        if (outcomes.containsKey(experiment)) {
            for (int workers : WORKERS) {
                for (int rows : ROWS) {
                    Map<String, Double> accuracies = accuracies(outcomes.get(experiment), rows, workers, rowNorms);
                    all.add(new Decision(
                            architecture,
                            Integer.toString(rows),
                            Integer.toString(workers),
                            best(accuracies),
                            "test accuracy: " + text(accuracies),
                            workers == 1 ? "none" : synchronizing()));
                }
            }
        }
        return all;
    }

    /** By norm, the cheapest first. */
    private static Map<String, Double> accuracies(Outcomes measured, int rows, int workers, List<NormKind> rowNorms) {
        int batch = rows * workers;
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (NormKind norm : rowNorms) {
            accuracies.put(
                    norm.name().toLowerCase(Locale.ROOT),
                    measured.mean(outcome -> BatchSizes.accuracy(outcome, norm, batch)));
        }
        if (workers > 1) {
            accuracies.put("batch", measured.mean(outcome -> AccuracyGrid.best(outcome, BatchSizes.ownName(batch))));
        }
        accuracies.put(
                workers > 1 ? "syncBatch" : "batch",
                measured.mean(outcome -> BatchSizes.accuracy(outcome, NormKind.BATCH, batch)));
        return accuracies;
    }

    private List<Decision> deep() {
        if (!outcomes.containsKey("depth")) {
            return List.of();
        }
        Map<String, Double> accuracies = DeepResiduals.accuracies(outcomes.get("depth"));
        return List.of(new Decision(
                "100 residual layers", "64", "1", best(accuracies), "training accuracy: " + text(accuracies), "none"));
    }

    private List<Decision> variableLength() {
        if (!outcomes.containsKey("padding")) {
            return List.of();
        }
        Outcomes padding = outcomes.get("padding");
        return List.of(new Decision(
                "rows of variable length",
                "any",
                "any",
                "layer or rms, on rows of their own lengths",
                String.format(
                        Locale.ROOT,
                        "half of padding changes real values by %.2f standard deviations under batch norm, by %.2f under"
                                + " layer norm over padded rows, and by %.0e under layer norm on rows of their own lengths",
                        padding.mean(outcome -> Padding.atHalf(outcome, Padding.BATCH)),
                        padding.mean(outcome -> Padding.atHalf(outcome, Padding.LAYER_PADDED)),
                        padding.mean(outcome -> Padding.atHalf(outcome, Padding.LAYER))),
                "none"));
    }

    private static String best(Map<String, Double> accuracies) {
        double most = accuracies.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        return accuracies.entrySet().stream()
                .filter(each -> each.getValue() >= most - AS_GOOD)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String text(Map<String, Double> accuracies) {
        return accuracies.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %.1f %%", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String synchronizing() {
        Outcomes measured = outcomes.get("sync-share");
        return measured == null
                ? "not measured in this run"
                : String.format(
                        Locale.ROOT,
                        "%.1f ms of a step by the collective, %.0f ms by treeAggregate (2 workers, 64 units)",
                        measured.mean(outcome -> SyncShare.millis(outcome, SyncKind.COLLECTIVE)),
                        measured.mean(outcome -> SyncShare.millis(outcome, SyncKind.TREE_AGGREGATE)));
    }
}
