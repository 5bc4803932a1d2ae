package org.sparknorm.lab.compare.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.network.NormKind;

/** Batch, layer and RMS norm in a dense network, by batch size. */
final class DenseBatchSizes extends BatchSizes {

    private static final AccuracyGrid GRID = new AccuracyGrid(0.2, 0.4, 0.8, 1.6);
    private static final int SMALL = 2;
    private static final int MIDDLE = 32;
    private static final double EQUAL = 0.5;

    DenseBatchSizes() {
        super(
                "dense 128, norm, relu, dense 64, norm, relu, dense 10",
                GRID,
                new double[] {2, 8, 32, 128},
                2,
                List.of(NormKind.BATCH, NormKind.LAYER, NormKind.RMS));
    }

    @Override
    public String id() {
        return "dense-batch-sizes";
    }

    @Override
    public String title() {
        return "Batch size, in a dense network";
    }

    @Override
    public String text() {
        return "The same dense network, rows and passes of plain SGD under batch, layer and RMS norm, in batches of"
                + " 2 to 128"
                + " rows; the number of rows learnt from stays, so that small batches make more steps. Each counts "
                + GRID.text() + ". What a batch size does by itself, it does to all norms; what"
                + " batch norm loses beyond layer norm comes from its statistics. Language models, for which RMS"
                + " norm was"
                + " proposed, are not here.";
    }

    @Override
    int rows(Lab lab) {
        return lab.choose(4096, 12_288);
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        ToDoubleFunction<Outcome> batch = lost(outcomes, NormKind.BATCH);
        ToDoubleFunction<Outcome> layer = lost(outcomes, NormKind.LAYER);
        Finding sizes = Finding.of(
                "layer-batch-size",
                "Training depends less on the batch size with layer than with batch norm",
                Claimed.moreThan(0),
                outcomes.difference(batch, layer),
                "points",
                "test accuracy that batch norm loses from batches of 32 to batches of 2, minus what layer norm"
                        + " loses; batch norm "
                        + percents(outcomes, NormKind.BATCH, MIDDLE, NormKind.BATCH, SMALL) + ", layer norm "
                        + percents(outcomes, NormKind.LAYER, MIDDLE, NormKind.LAYER, SMALL));
        Finding equal = Finding.of(
                "rms-accuracy",
                "RMS norm has the same accuracy as layer norm",
                Claimed.same(EQUAL),
                outcomes.difference(
                        accuracy(outcomes, NormKind.RMS, MIDDLE), accuracy(outcomes, NormKind.LAYER, MIDDLE)),
                "points",
                "test accuracy of RMS norm minus that of layer norm in batches of 32: "
                        + percents(outcomes, NormKind.RMS, MIDDLE, NormKind.LAYER, MIDDLE));
        return List.of(sizes, equal);
    }

    /** Returns how much accuracy is lost from middle to small batches. */
    private static ToDoubleFunction<Outcome> lost(Outcomes outcomes, NormKind norm) {
        ToDoubleFunction<Outcome> middle = accuracy(outcomes, norm, MIDDLE);
        ToDoubleFunction<Outcome> small = accuracy(outcomes, norm, SMALL);
        return outcome -> middle.applyAsDouble(outcome) - small.applyAsDouble(outcome);
    }
}
