package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.verdict.Choice;
import org.sparknorm.lab.compare.verdict.Decision;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.network.NormKind;

/**
 * Which norm to take, by what was measured: of all norms that are as good as the best, as {@link Choice} has it, the
 * one that costs least. RMS norm costs less than layer and group norm, these less than batch norm with its running
 * statistics, and synchronizing most.
 */
final class Decisions {

    private static final int[] ROWS = {2, 8, 32};
    private static final int[] WORKERS = {1, 4};

    private final Map<String, Outcomes> outcomes;
    private final SyncCosts costs;

    /** @param outcomes outcomes by the experiment's id; what was not measured decides nothing */
    private Decisions(Map<String, Outcomes> outcomes, SyncCosts costs) {
        this.outcomes = outcomes;
        this.costs = costs;
    }

    /** @param study costs by a study; empty: those measured here */
    static List<Decision> of(Map<Experiment, Outcomes> measured, Optional<StudyCosts> study) {
        Map<String, Outcomes> byId = measured.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
        SyncCosts costs = study.isPresent() ? study.get() : SyncShare.costs(byId.get("sync-share"));
        Decisions decisions = new Decisions(byId, costs);
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
                    Outcomes measured = outcomes.get(experiment);
                    Choice choice = new Choice(measured, accuracies(measured, rows, workers, rowNorms));
                    all.add(new Decision(
                            architecture,
                            Integer.toString(rows),
                            Integer.toString(workers),
                            choice.norm(),
                            "test accuracy: " + choice.reason(),
                            workers == 1 ? "none" : costs.of(workers)));
                }
            }
        }
        return all;
    }

    /** Returns accuracies by norm, the cheapest first. */
    private static Map<String, ToDoubleFunction<Outcome>> accuracies(
            Outcomes measured, int rows, int workers, List<NormKind> rowNorms) {
        int batch = rows * workers;
        Map<String, ToDoubleFunction<Outcome>> accuracies = new LinkedHashMap<>();
        for (NormKind norm : rowNorms) {
            accuracies.put(norm.name().toLowerCase(Locale.ROOT), BatchSizes.accuracy(measured, norm, batch));
        }
        if (workers > 1) {
            accuracies.put("batch", AccuracyGrid.atBestRate(measured, BatchSizes.ownName(batch)));
        }
        accuracies.put(workers > 1 ? "syncBatch" : "batch", BatchSizes.accuracy(measured, NormKind.BATCH, batch));
        return accuracies;
    }

    private List<Decision> deep() {
        if (!outcomes.containsKey("depth")) {
            return List.of();
        }
        Outcomes measured = outcomes.get("depth");
        Choice choice = new Choice(measured, DeepResiduals.accuracies());
        return List.of(new Decision(
                "100 residual layers", "64", "1", choice.norm(), "training accuracy: " + choice.reason(), "none"));
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
                        "half of padding changes real values by %.2f standard deviations under batch norm, by %.2f"
                                + " under"
                                + " layer norm over padded rows, and by %.0e under layer norm on rows of their own"
                                + " lengths",
                        padding.mean(outcome -> Padding.atHalf(outcome, Padding.BATCH)),
                        padding.mean(outcome -> Padding.atHalf(outcome, Padding.LAYER_PADDED)),
                        padding.mean(outcome -> Padding.atHalf(outcome, Padding.LAYER))),
                "none"));
    }
}
