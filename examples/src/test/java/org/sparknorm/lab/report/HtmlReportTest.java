package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    @Test
    void thePageLoadsNothing() {
        String page = new HtmlReport("Norms")
                .figure("two", 100, List.of(chart("a"), chart("b")))
                .toString();
        assertThat(page).doesNotContainPattern("<link|<script[^>]+src");
        assertThat(page).contains("Licensed to the Apache Software Foundation", "echarts.init", "break-inside: avoid");
        assertThat(page.split("class=\"chart\"", -1)).hasSize(3);
    }

    @Test
    void textStaysText() {
        String page = new HtmlReport("a < b")
                .paragraph("x & y")
                .table(new Table(List.of("<i>"), List.of(List.of("\"1\""))))
                .figure("c", 100, List.of(chart("</script>")))
                .toString();
        assertThat(page)
                .contains("<h1>a &lt; b</h1>", "x &amp; y", "&lt;i&gt;", "&quot;1&quot;", "\\u003c/script>")
                .doesNotContain("\"</script>");
    }

    private static Chart chart(String title) {
        return new Bars(title, List.of(), List.of(), 1, 0);
    }
}
