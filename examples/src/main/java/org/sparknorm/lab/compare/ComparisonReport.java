package org.sparknorm.lab.compare;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparknorm.lab.compare.experiment.Experiment;
import org.sparknorm.lab.compare.verdict.Decision;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.MarkdownReport;
import org.sparknorm.lab.report.Page;
import org.sparknorm.lab.report.RunFacts;
import org.sparknorm.lab.report.Table;

/**
 * All that was found; its components are report.json's fields.
 *
 * @param setting quick or full, and how many digits
 * @param seeds seeds of all experiments
 */
public record ComparisonReport(
        String job,
        String setting,
        String master,
        String sparkVersion,
        List<Long> seeds,
        List<Claim> claims,
        List<Decision> decisions) {

    private static final String TITLE = "What each norm gives and takes";

    private static final String METHOD = "Each claim was measured by an experiment that could come out either way: the"
            + " same network, rows, budget and optimizer on both sides, once for each seed. Claimed is the range"
            + " that the"
            + " claim allows; measured is the mean over the seeds, with the 95 % confidence interval of that mean"
            + " (Student's t). A claim holds if the whole interval lies within the claimed range, does not hold if the"
            + " whole interval lies outside, and is inconclusive if the interval crosses a border. A claim of one"
            + " number,"
            + " such as 30 %, is taken as that number and a third of it to both sides.";

    private static final String CHOICE =
            "By architecture, rows of a batch per worker, and workers: of all norms that are"
                    + " as good as the best in the experiments above, the one that costs least: RMS norm, layer"
                    + " norm, group norm,"
                    + " batch norm with each worker's own statistics, synchronized batch norm. The best has the"
                    + " highest mean"
                    + " accuracy; another is as good unless it is shown to be worse by more than half a point:"
                    + " unless the 95 %"
                    + " confidence interval of its difference to the best, taken seed by seed, lies wholly below -0.5."
                    + " Differences are in points, with that interval. A larger network, or other rows, may order"
                    + " them otherwise:"
                    + " run the experiments on yours.";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A finding, and how to have it again.
     *
     * @param command command that measures this claim with these seeds
     */
    public record Claim(@JsonUnwrapped Finding finding, List<Long> seeds, String command) {}

    public String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this) + "\n";
    }

    public Table table() {
        return new Table(
                List.of("claim", "unit", "claimed", "measured", "95 % interval", "verdict"),
                claims.stream().map(claim -> row(claim.finding())).toList());
    }

    public Table decisionTable() {
        return new Table(
                List.of("architecture", "rows per worker", "workers", "norm"),
                decisions.stream()
                        .map(decision -> List.of(
                                decision.architecture(), decision.rowsPerWorker(), decision.workers(), decision.norm()))
                        .toList());
    }

    private static List<String> row(Finding finding) {
        return List.of(
                finding.claim(),
                finding.unit(),
                finding.claimed(),
                number(finding.measured()),
                spread(finding),
                finding.verdict().toString());
    }

    private static String sentence(Finding finding) {
        String measured = finding.measured() == null
                ? ""
                : " Measured: " + number(finding.measured()) + " " + finding.unit()
                        + (finding.spread() == null ? "" : " (" + spread(finding) + ")") + ".";
        return "\u201c" + finding.claim() + "\u201d: " + finding.verdict() + "." + measured + " What was compared: "
                + finding.note() + ".";
    }

    private static String sentence(Decision decision) {
        return decision.architecture() + ", " + decision.rowsPerWorker() + " rows per worker, workers: "
                + decision.workers() + ": " + decision.norm() + ". Measured: " + decision.reason()
                + ". Synchronizing costs: " + decision.synchronizing() + ".";
    }

    private static String spread(Finding finding) {
        return finding.spread() == null
                ? "-"
                : number(finding.spread().get(0)) + " to "
                        + number(finding.spread().get(1));
    }

    static String number(Double value) {
        if (value == null) {
            return "-";
        }
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.01 || size == 0 ? "%.2f" : "%.1e";
        return String.format(Locale.ROOT, format, value);
    }

    /**
     * Returns the page for a browser, with curves and with what was compared.
     *
     * @param outcomes outcomes of each experiment, in the order of the page
     */
    public String html(Map<Experiment, Outcomes> outcomes) {
        HtmlReport page = new HtmlReport(TITLE);
        page.facts(facts()).paragraph(METHOD).table(table());
        outcomes.forEach((experiment, measured) -> {
            page.heading(experiment.title()).paragraph(experiment.text());
            experiment.draw(page, measured);
            experiment.findings(measured).forEach(finding -> page.paragraph(sentence(finding)));
        });
        choices(page);
        decisions.forEach(decision -> page.paragraph(sentence(decision)));
        return page.toString();
    }

    /** Returns the page for the documentation: claims, verdicts and choices. */
    public String markdown() {
        MarkdownReport page = new MarkdownReport(TITLE);
        page.facts(facts()).heading("Claims and verdicts").paragraph(METHOD).table(table());
        page.heading("What was compared")
                .list(claims.stream()
                        .map(claim ->
                                claim.finding().claim() + ": " + claim.finding().note() + ".")
                        .toList());
        choices(page);
        return page.toString();
    }

    private void choices(Page page) {
        page.heading("Which norm to take").paragraph(CHOICE).table(decisionTable());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = RunFacts.of("org.sparknorm.examples." + job);
        facts.put("Master", master);
        facts.put("Spark", sparkVersion);
        facts.put("Setting", setting);
        facts.put("Seeds", seeds.toString());
        return facts;
    }
}
