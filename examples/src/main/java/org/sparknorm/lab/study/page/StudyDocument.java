package org.sparknorm.lab.study.page;

import java.util.List;
import java.util.Map;
import org.sparknorm.lab.report.MarkdownReport;
import org.sparknorm.lab.report.RunFacts;
import org.sparknorm.lab.report.Table;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;

/** The study for the documentation: report.md, its findings and its main tables. */
public final class StudyDocument {

    static final String TITLE = "What it costs to synchronize workers on Spark";

    private final StudyReport report;
    private final MarkdownReport page = new MarkdownReport(TITLE);

    private StudyDocument(StudyReport report) {
        this.report = report;
    }

    /** Sections of what was not measured are left out. */
    public static String markdown(StudyReport report) {
        StudyDocument document = new StudyDocument(report);
        document.summary();
        document.tables();
        document.page.heading("Method").list(StudyMethod.of(report));
        return document.page.toString();
    }

    private void summary() {
        Map<String, String> facts = RunFacts.of("org.sparknorm.examples.SyncOverhead");
        facts.putAll(StudyMethod.environment(report.environment()));
        page.facts(facts);
        List<String> findings = StudyFindings.of(report);
        if (!findings.isEmpty()) {
            page.heading("What it says").list(findings);
        }
    }

    private void tables() {
        StudyTables tables = new StudyTables(report);
        report.microbenchmarks().stream()
                .map(MicroPoint::master)
                .distinct()
                .forEach(master -> table(
                        "One synchronization, " + master,
                        "Medians over as many workers as cores, of a count and two sums for each channel: the fastest"
                                + " treeAggregate, whatever its depth and serializer; the collective; Spark's allGather"
                                + " of the same; and a plain TCP round trip, the least there can be.",
                        tables.bySize(master)));
        table(
                "In training",
                "Medians over the steps counted, in milliseconds. syncBatch synchronizes statistics, batch takes each"
                        + " worker's own, layer and rms need none; gradients are summed under all of them. Share is"
                        + " (transfer + waiting) / step.",
                tables.training());
        table(
                "Predicted, not measured: larger clusters",
                "One synchronization over clusters of one slot per executor, by the study's cost model.",
                new PredictionTables(report).best());
    }

    private void table(String heading, String text, Table table) {
        if (!table.rows().isEmpty()) {
            page.heading(heading).paragraph(text).table(table);
        }
    }
}
