package org.sparknorm.lab.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.sparknorm.lab.report.MarkdownReport;
import org.sparknorm.lab.report.Table;

/**
 * What a benchmark measured; report.json is the array of all comparisons.
 *
 * @param facts circumstances of the run
 */
record BenchReport(String title, Map<String, String> facts, List<Section> sections) {

    /**
     * Comparisons of one kind.
     *
     * @param text method of measuring
     */
    record Section(String heading, String text, List<Comparison> comparisons) {

        Table table() {
            return new Table(
                    Comparison.HEADERS,
                    comparisons.stream().map(Comparison::cells).toList());
        }
    }

    /** report.json and report.md, by their names. */
    Map<String, String> files() throws JsonProcessingException {
        List<Comparison> all = sections.stream()
                .flatMap(section -> section.comparisons().stream())
                .toList();
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        return Map.of("report.json", json, "report.md", markdown());
    }

    String markdown() {
        MarkdownReport page = new MarkdownReport(title).facts(facts);
        page.paragraph("Times are of one run on one machine: hold ratios, not milliseconds. A ratio below 1 says that"
                + " ours is faster.");
        sections.forEach(section ->
                page.heading(section.heading()).paragraph(section.text()).table(section.table()));
        return page.toString();
    }
}
