package org.sparknorm.lab.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One page of a run in Markdown, for a repository's documentation. */
public final class MarkdownReport implements Page {

    private static final int WIDTH = 120;

    private final StringBuilder text = new StringBuilder();

    public MarkdownReport(String title) {
        text.append("# ").append(escape(title)).append('\n');
    }

    @Override
    public MarkdownReport heading(String heading) {
        text.append("\n## ").append(escape(heading)).append('\n');
        return this;
    }

    @Override
    public MarkdownReport paragraph(String paragraph) {
        text.append('\n').append(wrapped(escape(paragraph), "")).append('\n');
        return this;
    }

    @Override
    public MarkdownReport list(List<String> texts) {
        text.append('\n');
        texts.forEach(
                each -> text.append("- ").append(wrapped(escape(each), "  ")).append('\n'));
        return this;
    }

    @Override
    public MarkdownReport facts(Map<String, String> facts) {
        return table(new Table(
                List.of("run", ""),
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList()));
    }

    @Override
    public MarkdownReport table(Table table) {
        text.append('\n').append(row(table.headers()));
        text.append(row(table.headers().stream().map(header -> "---").toList()));
        table.rows().forEach(cells -> text.append(row(cells)));
        return this;
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> escape(cell).replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Escapes a text, so that it is shown as it is. */
    private static String escape(String plain) {
        return plain.replace("\\", "\\\\")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`");
    }

    private static String wrapped(String words, String indent) {
        StringBuilder lines = new StringBuilder();
        int column = indent.length();
        for (String word : words.split(" ")) {
            if (lines.length() > 0) {
                boolean fits = column + 1 + word.length() <= WIDTH;
                lines.append(fits ? " " : "\n" + indent);
                column = fits ? column + 1 : indent.length();
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }

    /** Returns the page. */
    @Override
    public String toString() {
        return text.toString();
    }
}
