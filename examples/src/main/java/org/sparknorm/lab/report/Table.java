package org.sparknorm.lab.report;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/**
 * Rows under headers, all of as many cells; the first column holds names, the others numbers.
 *
 * @param rows their cells, as they are shown
 */
public record Table(List<String> headers, List<List<String>> rows) {

    private static final int GAP = 2;

    /** Writes the table for a terminal: names to the left, numbers to the right. */
    @Override
    public String toString() {
        int[] widths = new int[headers.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headers.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        Column[] columns = new Column[widths.length];
        for (int column = 0; column < widths.length; column++) {
            columns[column] = new Column(widths[column] + GAP, 0, Overflow.SPAN);
        }
        TextTable text = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
        text.addRowValues(aligned(headers, widths));
        rows.forEach(row -> text.addRowValues(aligned(row, widths)));
        return text.toString();
    }

    private static String[] aligned(List<String> cells, int[] widths) {
        String[] aligned = new String[widths.length];
        for (int column = 0; column < widths.length; column++) {
            aligned[column] = String.format("%" + (column == 0 ? "-" : "") + widths[column] + "s", cells.get(column));
        }
        return aligned;
    }
}
