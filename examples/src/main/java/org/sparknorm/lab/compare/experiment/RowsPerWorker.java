package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.sparknorm.lab.compare.trial.Accuracy;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.network.NormKind;
import org.sparknorm.shard.Example;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.TrainedNetwork;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;

/** Batch norm over fewer and fewer rows of the same batch, and what synchronizing repairs. */
final class RowsPerWorker implements Experiment {

    private static final String NETWORK = "dense 128, norm, relu, dense 64, norm, relu, dense 10";
    private static final AccuracyGrid GRID = new AccuracyGrid(0.2, 0.4, 0.8, 1.6);
    private static final int BATCH = 128;
    private static final double[] ROWS = {2, 4, 8, 16, 32, 128};
    private static final double PERCENT = 100;

    private static final int WORKERS = 4;
    private static final int ROWS_EACH = 4;
    private static final double RATE_OF_TRAINER = 0.1;

    /** Points of accuracy lost that count as failing, and as stable. */
    private static final double FAILS = 10;

    private static final double STABLE = 1;

    @Override
    public String id() {
        return "rows-per-worker";
    }

    @Override
    public String title() {
        return "Rows per worker, and synchronizing";
    }

    @Override
    public String text() {
        return "The same dense network, rates and global batches of " + BATCH
                + " rows, shared by 1 to 64 workers: only how"
                + " many rows a worker takes its own statistics over changes, so that nothing but those statistics can"
                + " make a difference (smaller batches as such train differently, too). Accuracy is that on the test"
                + " digits with the running statistics of the first worker, each " + GRID.text() + "."
                + " Failing is taken as losing at least " + (int) FAILS
                + " points against statistics of the whole batch,"
                + " stable as losing at most " + (int) STABLE
                + " point. One row of a dense layer has no variance at all:"
                + " the library refuses it. Then four workers with " + ROWS_EACH + " rows each, with their own and with"
                + " synchronized statistics. (The library's trainer deals rows out at random, so that some worker"
                + " soon has"
                + " a single one, which own statistics refuse; here each has its four, by the same steps.) The claim"
                + " comes"
                + " from detection and segmentation, where large images force small batches; digits are easier, and"
                + " convolutions have many positions a row to take statistics over.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int rows = lab.choose(56, 240) * BATCH;
        Map<String, Trial> conditions = new LinkedHashMap<>();
        for (double each : ROWS) {
            conditions.put(
                    name(each),
                    Trial.of(NETWORK, NormKind.BATCH, BATCH, rows, seed).withWorkers(BATCH / (int) each));
        }
        conditions.put("layer", Trial.of(NETWORK, NormKind.LAYER, BATCH, rows, seed));
        Outcome outcome = new Outcome();
        GRID.measure(lab, outcome, "rows per worker", conditions);
        synchronizing(lab, outcome, seed);
        return outcome;
    }

    private static String name(double rows) {
        return (int) rows + " rows";
    }

    /**
     * Rows dealt out evenly, for both kinds of statistics; and the trainer over Spark's tasks, which deals at random.
     */
    private static void synchronizing(Lab lab, Outcome outcome, long seed) {
        int batch = WORKERS * ROWS_EACH;
        Trial own = Trial.of(NETWORK, NormKind.BATCH, batch, lab.choose(200, 800) * batch, seed)
                .withWorkers(WORKERS);
        Map<String, Trial> conditions = new LinkedHashMap<>();
        conditions.put("four, own", own);
        conditions.put("four, synchronized", own.withNorm(NormKind.SYNC_BATCH));
        GRID.measure(lab, outcome, "own against synchronized statistics", conditions);
        TrainingSettings settings = own.withNorm(NormKind.SYNC_BATCH).withRate(RATE_OF_TRAINER).settings().toBuilder()
                .sync(SyncKind.COLLECTIVE)
                .epochs(1)
                .build();
        JavaRDD<Example> examples = lab.examples(own.rows(lab.samples()));
        TrainedNetwork trained = new Trainer(settings, (epoch, moving) -> {}).train(examples);
        examples.unpersist();
        double accuracy = Accuracy.of(
                settings.program(), trained.variables(), lab.samples().test(), lab.testRows());
        outcome.put("four, trainer", PERCENT * accuracy);
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        List<Finding> findings = new ArrayList<>();
        findings.add(loss(
                outcomes,
                "small-batch-noisy",
                "Batch norm is noisy at 8 or fewer rows per worker",
                8,
                Claimed.moreThan(0)));
        findings.add(loss(
                outcomes,
                "small-batch-fails",
                "Batch norm fails below 4 to 8 rows per worker",
                2,
                Claimed.atLeast(FAILS, 0)));
        findings.add(loss(
                outcomes, "rows-32-stable", "Batch norm is stable at 32 rows per worker", 32, Claimed.atMost(STABLE)));
        ToDoubleFunction<Outcome> own = AccuracyGrid.atBestRate(outcomes, "four, own");
        ToDoubleFunction<Outcome> synchronizedAccuracy = AccuracyGrid.atBestRate(outcomes, "four, synchronized");
        findings.add(Finding.of(
                "sync-repairs",
                "Synchronizing repairs it (4 workers with 4 rows each)",
                Claimed.moreThan(0),
                outcomes.difference(synchronizedAccuracy, own),
                "points",
                String.format(
                        Locale.ROOT,
                        "test accuracy with synchronized minus that with own statistics: %.2f minus %.2f %%; the"
                                + " trainer's collective over four tasks"
                                + " comes to %.2f %% at rate %s",
                        outcomes.mean(synchronizedAccuracy),
                        outcomes.mean(own),
                        outcomes.mean(outcome -> outcome.get("four, trainer")[0]),
                        RATE_OF_TRAINER)));
        return findings;
    }

    private static Finding loss(Outcomes outcomes, String id, String claim, int rows, Claimed claimed) {
        ToDoubleFunction<Outcome> whole = AccuracyGrid.atBestRate(outcomes, name(BATCH));
        ToDoubleFunction<Outcome> few = AccuracyGrid.atBestRate(outcomes, name(rows));
        return Finding.of(
                id,
                claim,
                claimed,
                outcomes.difference(whole, few),
                "points",
                String.format(
                        Locale.ROOT,
                        "test accuracy lost from statistics of %d rows to statistics of %d, in batches of %d: %.2f"
                                + " to %.2f %%",
                        BATCH,
                        rows,
                        BATCH,
                        outcomes.mean(whole),
                        outcomes.mean(few)));
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        List<Series.Point> own = Arrays.stream(ROWS)
                .mapToObj(rows -> AccuracyGrid.point(rows, outcomes, name(rows)))
                .toList();
        double layer = outcomes.mean(AccuracyGrid.atBestRate(outcomes, "layer"));
        List<Series.Point> reference = Arrays.stream(ROWS)
                .mapToObj(rows -> Series.Point.of(rows, layer))
                .toList();
        page.figure(
                "Test accuracy by rows per worker in global batches of " + BATCH
                        + ", each at its best rate: mean and range over the seeds.",
                280,
                List.of(new LineChart(
                        "Accuracy by rows per worker",
                        Axis.logarithmic("rows that a worker takes statistics over")
                                .from(1, BATCH),
                        Axis.linear("test accuracy, %"),
                        List.of(
                                Series.line("batch norm, own statistics", own),
                                Series.reference("layer norm, whatever the rows", reference)))));
    }
}
