package org.sparknorm.lab.study.page;

import java.util.List;
import org.sparknorm.lab.report.Chart;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.report.StackedBars;
import org.sparknorm.lab.report.Table;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.model.StepPredictions;

/** The study for people: report.html, one page that needs no network. */
public final class StudyPage {

    private static final int HEIGHT = 340;
    private static final int TALL = 460;
    private static final int BAR = 34;

    private final StudyReport report;
    private final HtmlReport page = new HtmlReport(StudyDocument.TITLE);

    private StudyPage(StudyReport report) {
        this.report = report;
    }

    /** Sections of what was not measured are left out. */
    public static String html(StudyReport report) {
        StudyPage page = new StudyPage(report);
        page.page
                .heading("What it says")
                .list(StudyFindings.of(report))
                .facts(StudyMethod.environment(report.environment()));
        page.synchronizations();
        page.training();
        page.model();
        page.predictions();
        page.tables();
        page.method();
        return page.page.toString();
    }

    private void synchronizations() {
        SyncCharts charts = new SyncCharts(report.microbenchmarks());
        figure(
                "One synchronization",
                "Time of one synchronization by size: medians, with bars from the minimum to p95 where there were 20"
                        + " iterations or more. Both axes are logarithmic. treeAggregate is one Spark job; the"
                        + " collective"
                        + " keeps its connections; tcp is a plain round trip, the least there can be.",
                HEIGHT,
                charts.bySize());
        figure(
                null,
                "The same by the number of partitions or ranks. With 5 partitions or fewer every depth is flat;"
                        + " tasks of a"
                        + " treeAggregate beyond the cores run in waves.",
                HEIGHT,
                charts.byPartitions());
        figure(null, "Java's serialization and Kryo's.", HEIGHT, charts.bySerializer());
        for (StackedBars chart : new BreakdownCharts(report.microbenchmarks()).shares()) {
            figure(
                    null,
                    "Shares of the median of a treeAggregate, each part measured by itself along the critical path; the"
                            + " smaller ones are shown together. Numbers behind the names are medians.",
                    130 + BAR * chart.names().size(),
                    List.of(chart));
        }
    }

    private void training() {
        TrainingCharts charts = new TrainingCharts(report.training());
        if (charts.split().isEmpty()) {
            return;
        }
        figure(
                "In training",
                "Where a training step spends its time under each norm, in the smallest network on the most workers."
                        + " Waiting"
                        + " is for the slowest worker; transfer is moving and adding sums, for treeAggregate Spark's"
                        + " scheduling, too. syncBatch synchronizes statistics, batch takes each worker's own, layer"
                        + " and rms"
                        + " need none; gradients are summed under all of them.",
                130 + BAR * charts.split().get(0).names().size(),
                charts.split());
        figure(
                null,
                "Share of a step spent on synchronizing, transfer and waiting, by width.",
                HEIGHT,
                charts.byWidth());
        figure(null, "The same by depth.", HEIGHT, charts.byDepth());
        figure(
                null,
                "The same by workers that share a batch of the same size (strong scaling).",
                HEIGHT,
                charts.byWorkers("strong"));
        figure(
                null,
                "The same by workers that each have as many rows as at the most workers (weak scaling).",
                HEIGHT,
                charts.byWorkers("weak"));
    }

    private void model() {
        if (report.model().points().isEmpty()) {
            return;
        }
        figure(
                "The cost model",
                "Every point that the cost model speaks of. Held-out points, the largest sizes and partition counts,"
                        + " were"
                        + " never fitted. On the dashed line the model says what was measured.",
                TALL,
                List.of(new ModelCharts(report).againstMeasurement()));
        page.paragraph(
                "Prices that were fitted. 0: no time of its own could be told apart from that of other terms, or no"
                        + " point that was fitted has the term.");
        for (SyncMethod way : List.of(SyncMethod.TREE_AGGREGATE, SyncMethod.COLLECTIVE)) {
            Table prices = new PredictionTables(report).prices(way);
            if (!prices.rows().isEmpty()) {
                page.table(prices);
            }
        }
    }

    private void predictions() {
        if (report.predictions().isEmpty()) {
            return;
        }
        ModelCharts charts = new ModelCharts(report);
        figure(
                "Predicted: larger clusters",
                "PREDICTED, not measured, hence dashed: one synchronization over clusters of one slot per executor,"
                        + " with the prices above and a network of " + network() + ". Bars, for depth 2"
                        + " and the collective: the 95 % interval that the measurements allow if the model is right;"
                        + " it is"
                        + " wide where they cannot tell two prices apart. What the driver takes for each task lies"
                        + " between"
                        + " nothing and all that a task was seen to take; half of that is expected.",
                TALL,
                charts.synchronizations());
        page.table(new PredictionTables(report).best());
        figure(
                null,
                "PREDICTED, not measured: what the statistics of synchronized batch norm take of a training step, by"
                        + " the"
                        + " size of the model: " + StepPredictions.HIDDEN
                        + " hidden layers as wide as the input, a norm after"
                        + " each, " + report.cluster().rowsPerWorker()
                        + " rows per worker, computing as fast as measured"
                        + " above. Gradients are left out, which any norm needs.",
                HEIGHT,
                charts.steps(StepPrediction::statisticsShare));
        figure(
                null,
                "PREDICTED, not measured: the same with the sum of gradients, whose bytes grow with the model as"
                        + " computing does.",
                HEIGHT,
                charts.steps(StepPrediction::syncShare));
        page.table(new PredictionTables(report).cheapSteps());
    }

    private String network() {
        return Numbers.format(
                        "%,.0f microseconds latency and ", report.cluster().latencyMicros())
                + Numbers.format("%,.0f MB/s", report.cluster().megabytesPerSecond());
    }

    private void tables() {
        StudyTables tables = new StudyTables(report);
        report.microbenchmarks().stream()
                .map(MicroPoint::master)
                .distinct()
                .forEach(master -> table(
                        "Single synchronizations, " + master,
                        "Times in milliseconds; report.csv has all sizes and partition counts.",
                        tables.synchronizations(master)));
        table("Training", "Medians over the steps counted, in milliseconds.", tables.training());
        table("Not measured", "These points could not run.", tables.skipped());
    }

    private void table(String heading, String text, Table table) {
        if (!table.rows().isEmpty()) {
            page.heading(heading).paragraph(text).table(table);
        }
    }

    private void method() {
        page.heading("Method").list(StudyMethod.of(report));
    }

    /** A heading, unless null, and charts, unless there are none. */
    private void figure(String heading, String caption, int height, List<? extends Chart> charts) {
        if (!charts.isEmpty()) {
            if (heading != null) {
                page.heading(heading);
            }
            page.figure(caption, height, charts);
        }
    }
}
