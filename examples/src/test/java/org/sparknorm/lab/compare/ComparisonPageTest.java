package org.sparknorm.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.compare.experiment.Experiment;
import org.sparknorm.lab.compare.experiment.Experiments;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.BrowserPage;

/**
 * The page of all experiments, from what a run once measured: run.json holds the outcome of each experiment with one
 * seed by the experiment's name, as in the files that a run leaves in {@code experiments/}.
 */
class ComparisonPageTest {

    @TempDir
    private static Path directory;

    private static ComparisonReport report;
    private static String html;

    @BeforeAll
    static void report() throws Exception {
        Map<Experiment, Outcomes> outcomes = recorded();
        List<Long> seeds = List.of(1L, 2L);
        List<ComparisonReport.Claim> claims = new ArrayList<>();
        outcomes.forEach((experiment, measured) -> experiment
                .findings(measured)
                .forEach(finding -> claims.add(new ComparisonReport.Claim(finding, seeds, "scripts/compare-norms"))));
        report = new ComparisonReport(
                "CompareNorms",
                "quick",
                "local[4]",
                "4.1.0",
                seeds,
                claims,
                Experiments.decisions(outcomes, Optional.empty()));
        html = report.html(outcomes);
    }

    @Test
    @Tag("browser")
    void inABrowserEveryChartShowsItsCurves() throws Exception {
        Path page = Files.writeString(directory.resolve("report.html"), html);

        BrowserPage shown = BrowserPage.open(page);

        assertThat(shown.console()).isEmpty();
        assertThat(shown.marks()).hasSizeGreaterThanOrEqualTo(15).allMatch(marks -> marks > 0);
        assertThat(shown.document().select("tbody tr"))
                .hasSize(report.claims().size() + report.decisions().size());
    }

    @Test
    void claimsHaveNamesOfTheirOwn() {
        assertThat(report.claims()).extracting(claim -> claim.finding().id()).doesNotHaveDuplicates();
    }

    @Test
    void everyArchitectureHasADecisionForFewAndManyRowsAndWorkers() {
        assertThat(report.decisions())
                .extracting(
                        decision -> decision.architecture() + " " + decision.rowsPerWorker() + " " + decision.workers())
                .doesNotHaveDuplicates()
                .contains("dense 2 1", "dense 32 4", "convolutional 2 1", "convolutional 32 4");
    }

    /** With the same outcome for two seeds: spreads are points. */
    private static Map<Experiment, Outcomes> recorded() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode all;
        try (InputStream in = ComparisonPageTest.class.getResourceAsStream("run.json")) {
            all = mapper.readTree(in);
        }
        Map<Experiment, Outcomes> outcomes = new LinkedHashMap<>();
        for (Experiment experiment : Experiments.named(null)) {
            Outcome outcome = mapper.treeToValue(all.get(experiment.id()), Outcome.class);
            outcomes.put(experiment, new Outcomes(new TreeMap<>(Map.of(1L, outcome, 2L, outcome))));
        }
        return outcomes;
    }
}
