package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void textsListsAndTablesStandOneBelowTheOther() {
        String page = new MarkdownReport("Norms")
                .facts(Map.of("Machine", "2 cores"))
                .heading("Times")
                .paragraph("Hold ratios.")
                .list(List.of("one", "two"))
                .table(new Table(List.of("norm", "ms"), List.of(List.of("layer", "0.4"))))
                .toString();
        assertThat(page).isEqualTo("""
                # Norms

                | run |  |
                | --- | --- |
                | Machine | 2 cores |

                ## Times

                Hold ratios.

                - one
                - two

                | norm | ms |
                | --- | --- |
                | layer | 0.4 |
                """);
    }

    @Test
    void whatMarkdownWouldReadIsShownAsItIs() {
        String page = new MarkdownReport("a")
                .paragraph("array<float> of a_b_c * 2")
                .table(new Table(List.of("x"), List.of(List.of("a | b"))))
                .toString();
        assertThat(page).contains("array&lt;float> of a\\_b\\_c \\* 2", "| a \\| b |");
    }

    @Test
    void linesEndBetweenWords() {
        String page =
                new MarkdownReport("a").paragraph("word ".repeat(60).strip()).toString();
        assertThat(page.lines()).allMatch(line -> line.length() <= 120).contains(("word ".repeat(24)).strip());
    }
}
