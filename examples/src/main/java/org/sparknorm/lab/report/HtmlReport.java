package org.sparknorm.lab.report;

import static org.apache.commons.text.StringEscapeUtils.escapeHtml4;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTML page for a browser and for paper, with its style, its charts and the library that draws them (Apache
 * ECharts, as SVG) inside: it loads nothing.
 */
public final class HtmlReport implements Page {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A place in page.html to fill: the title, the body, or the name of a resource. */
    private static final Pattern PLACE = Pattern.compile("\\{\\{(.+?)}}");

    /** Tables of more columns are set small. */
    private static final int WIDE = 5;

    private final String title;
    private final StringBuilder body = new StringBuilder();

    public HtmlReport(String title) {
        this.title = title;
    }

    @Override
    public HtmlReport paragraph(String text) {
        body.append("<p>").append(escapeHtml4(text)).append("</p>\n");
        return this;
    }

    @Override
    public HtmlReport list(List<String> texts) {
        body.append("<ul>\n");
        texts.forEach(text -> body.append("<li>").append(escapeHtml4(text)).append("</li>\n"));
        body.append("</ul>\n");
        return this;
    }

    @Override
    public HtmlReport heading(String text) {
        body.append("<h2>").append(escapeHtml4(text)).append("</h2>\n");
        return this;
    }

    @Override
    public HtmlReport facts(Map<String, String> facts) {
        body.append("<dl>\n");
        facts.forEach((name, value) -> body.append("<div><dt>")
                .append(escapeHtml4(name))
                .append("</dt><dd>")
                .append(escapeHtml4(value))
                .append("</dd></div>\n"));
        body.append("</dl>\n");
        return this;
    }

    @Override
    public HtmlReport table(Table table) {
        boolean wide = table.headers().size() > WIDE;
        body.append(wide ? "<table class=\"wide\">" : "<table>").append("\n<thead>");
        appendRow("th scope=\"col\"", "th", table.headers());
        body.append("</thead>\n<tbody>\n");
        table.rows().forEach(row -> appendRow("td", "td", row));
        body.append("</tbody>\n</table>\n");
        return this;
    }

    private void appendRow(String open, String close, List<String> cells) {
        body.append("<tr>");
        cells.forEach(cell -> body.append('<')
                .append(open)
                .append('>')
                .append(escapeHtml4(cell))
                .append("</")
                .append(close)
                .append('>'));
        body.append("</tr>\n");
    }

    /**
     * Charts side by side over one caption.
     *
     * @param height height of the charts in CSS pixels
     * @param charts charts of one kind or several
     */
    public HtmlReport figure(String caption, int height, List<? extends Chart> charts) {
        body.append("<figure>\n<div class=\"charts\">\n");
        for (Chart chart : charts) {
            // "<" only as an escape, so that no text of a chart ends the script element.
            body.append("<div class=\"chart\" style=\"height:")
                    .append(height)
                    .append("px\"><script type=\"application/json\">")
                    .append(json(chart).replace("<", "\\u003c"))
                    .append("</script></div>\n");
        }
        body.append("</div>\n<figcaption>").append(escapeHtml4(caption)).append("</figcaption>\n</figure>\n");
        return this;
    }

    /** Returns the page. */
    @Override
    public String toString() {
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group(1)) {
                            case "title" -> escapeHtml4(title);
                            case "body" -> body.toString();
                            default -> resource(place.group(1));
                        }));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar of the examples lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Chart chart) {
        try {
            return JSON.writeValueAsString(chart);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A chart that is not JSON: " + chart, e);
        }
    }
}
