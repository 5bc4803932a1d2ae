package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Quantiles;
import org.sparknorm.lab.report.Series;
import org.sparknorm.network.NormKind;
import org.sparknorm.shard.Example;
import org.sparknorm.train.StepReport;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;

/**
 * The share of a training step that goes into synchronizing, by the width of the network and the way to synchronize.
 */
final class SyncShare implements Experiment {

    private static final double[] WIDTHS = {16, 64, 512};

    /** Place of 64 units in WIDTHS. */
    private static final int SMALL = 1;

    private static final int WORKERS = 2;
    private static final int BATCH = 256;
    private static final int WARMUP = 4;

    @Override
    public String id() {
        return "sync-share";
    }

    @Override
    public String title() {
        return "What synchronizing takes of a step";
    }

    @Override
    public String text() {
        return "A dense network with two hidden layers of 16 to 512 units under synchronized batch norm, trained by two"
                + " workers in global batches of " + BATCH + ", by treeAggregate and by the collective. Share and"
                + " milliseconds are by the lower quartiles of synchronizing and of computing, over all steps but"
                + " the first "
                + WARMUP + ", as the trainer's step reports"
                + " have them: synchronizing is moving and adding sums (for treeAggregate scheduling, too) and"
                + " waiting for"
                + " the other worker. Both workers are threads of one process here: between machines, the network"
                + " adds its"
                + " own time.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int steps = lab.choose(16, 32);
        Outcome outcome = new Outcome();
        for (SyncKind sync : SyncKind.values()) {
            List<double[]> byWidth = new ArrayList<>();
            for (double width : WIDTHS) {
                byWidth.add(measure(lab, seed, sync, (int) width, steps));
            }
            outcome.put(
                    "share " + sync,
                    byWidth.stream().mapToDouble(each -> each[0]).toArray());
            outcome.put(
                    "millis " + sync,
                    byWidth.stream().mapToDouble(each -> each[1]).toArray());
        }
        return outcome;
    }

    /** Percent and milliseconds. */
    private static double[] measure(Lab lab, long seed, SyncKind sync, int width, int steps) {
        String network = "dense " + width + ", norm, relu, dense " + width + ", norm, relu, dense 10";
        Trial trial = Trial.of(network, NormKind.SYNC_BATCH, BATCH, steps * BATCH, seed)
                .withWorkers(WORKERS)
                .withRate(0.1);
        TrainingSettings settings =
                trial.settings().toBuilder().sync(sync).epochs(1).build();
        JavaRDD<Example> examples = lab.examples(trial.rows(lab.samples()));
        List<StepReport> reports = new Trainer(settings, (epoch, moving) -> {})
                .train(examples)
                .summary()
                .steps()
                .subList(WARMUP, steps);
        examples.unpersist();
        double synchronizing = lowerQuartile(reports, step -> step.synchronizingSeconds() + step.waitingSeconds());
        double computing = lowerQuartile(reports, StepReport::computingSeconds);
        return new double[] {100 * synchronizing / (synchronizing + computing), 1000 * synchronizing};
    }

    /** Returns a quartile, as what else runs on the machine only adds. */
    private static double lowerQuartile(List<StepReport> steps, ToDoubleFunction<StepReport> seconds) {
        return Quantiles.percentile(steps.stream().mapToDouble(seconds).toArray(), 25);
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return Arrays.stream(SyncKind.values())
                .map(sync -> Finding.of(
                        "sync-share-" + sync,
                        "Synchronizing costs most, relatively, for small models (" + sync + ")",
                        Claimed.moreThan(0),
                        outcomes.effect(outcome -> share(outcome, sync, 0) - share(outcome, sync, WIDTHS.length - 1)),
                        "points",
                        String.format(
                                Locale.ROOT,
                                "share of a step at 16 units minus share at 512 units: %.0f minus %.0f %%",
                                outcomes.mean(outcome -> share(outcome, sync, 0)),
                                outcomes.mean(outcome -> share(outcome, sync, WIDTHS.length - 1)))))
                .toList();
    }

    /**
     * Returns what was measured here, whatever the workers.
     *
     * @param measured point of the study; null if it was not measured
     */
    static SyncCosts costs(Outcomes measured) {
        return workers -> measured == null
                ? "not measured in this run"
                : String.format(
                        Locale.ROOT,
                        "%.1f ms of a step by the collective, %.0f ms by treeAggregate (this program's own"
                                + " measurement: 2"
                                + " workers, threads of one process, 64 units)",
                        millis(measured, SyncKind.COLLECTIVE),
                        millis(measured, SyncKind.TREE_AGGREGATE));
    }

    /** Returns the milliseconds of a step at 64 units that synchronizing takes. */
    private static double millis(Outcomes measured, SyncKind sync) {
        return measured.mean(outcome -> outcome.get("millis " + sync)[SMALL]);
    }

    private static double share(Outcome outcome, SyncKind sync, int width) {
        return outcome.get("share " + sync)[width];
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Share of a step, and milliseconds of it, that go into synchronizing: mean and range over the seeds.",
                280,
                List.of(
                        chart(outcomes, "Share of a step", Axis.linear("synchronizing, % of a step"), "share "),
                        chart(outcomes, "Milliseconds of a step", Axis.logarithmic("synchronizing, ms"), "millis ")));
    }

    private static LineChart chart(Outcomes outcomes, String title, Axis y, String what) {
        return new LineChart(
                title,
                Axis.logarithmic("units of a hidden layer").from(WIDTHS[0], WIDTHS[WIDTHS.length - 1]),
                y,
                Arrays.stream(SyncKind.values())
                        .map(sync -> Series.line(sync.toString(), outcomes.points(WIDTHS, what + sync)))
                        .toList());
    }
}
