package org.sparknorm.column;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The scan of one partition: rows that all count alike go side by side ({@link WideRows}), a block at a time; others, and
 * blocks with a value that is not finite, row by row and column by column.
 */
final class PartitionScan {

    private final List<ScannedColumn> columns;
    private final String weightColumn;
    private final InvalidRows invalid;
    private final ColumnReader[] readers;
    private final WideRows wide;
    private final ScanResult result;

    PartitionScan(List<ScannedColumn> columns, String weightColumn, int channels, InvalidRows invalid) {
        this.columns = columns;
        this.weightColumn = weightColumn;
        this.invalid = invalid;
        this.readers = new ColumnReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new ColumnReader(columns.get(i), i, channels);
        }
        this.wide = weightColumn == null && channels == 0 ? new WideRows(columns) : null;
        this.result = new ScanResult(new ColumnMoments[readers.length]);
    }

    ScanResult of(Iterator<InternalRow> partition) {
        String problem = null;
        while (partition.hasNext() && problem == null) {
            InternalRow row = partition.next();
            if (wide == null || !wide.append(row)) {
                problem = add(row);
            } else if (wide.isFull()) {
                problem = addBlock();
            }
        }
        if (wide != null && problem == null) {
            problem = addBlock();
        }
        ColumnMoments[] sides = wide == null ? null : wide.results();
        for (int i = 0; i < readers.length; i++) {
            ColumnMoments single = readers[i].result();
            ColumnMoments side =
                    sides == null ? ColumnMoments.empty(columns.get(i).name()) : sides[i];
            problem = problem == null ? side.conflict(single) : problem;
            result.set(i, problem == null ? side.merge(single) : single);
        }
        result.problem(problem);
        return result;
    }

    /** Adds the rows that lie side by side. */
    private String addBlock() {
        String problem = null;
        if (wide.count() > 0 && wide.allFinite()) {
            wide.addToSums();
        } else {
            for (int r = 0; r < wide.count() && problem == null; r++) {
                String found = null;
                for (int i = 0; i < readers.length; i++) {
                    found = first(found, i, readers[i].read(wide, r));
                }
                problem = add(found, 1);
            }
        }
        wide.clear();
        return problem;
    }

    private String add(InternalRow row) {
        String found = null;
        for (int i = 0; i < readers.length; i++) {
            found = first(found, i, readers[i].read(row));
        }
        double weight = 1;
        if (weightColumn != null) {
            weight = row.isNullAt(readers.length) ? Double.NaN : row.getDouble(readers.length);
            if (weight < 0) {
                return "weight column '" + weightColumn + "' has " + weight + ", expected no negative weights";
            }
            if (!Double.isFinite(weight)) {
                found = "the weight " + weight + " in column '" + weightColumn + "'";
            }
        }
        return add(found, weight);
    }

    /**
     * Adds what the readers have read.
     *
     * @param found null, or what is invalid in the row
     * @return null, or why it does not fit what came before
     */
    private String add(String found, double weight) {
        if (found != null) {
            result.invalid(found);
        }
        boolean dropped = !Double.isFinite(weight) || (found != null && invalid != InvalidRows.KEEP);
        String problem = null;
        for (int i = 0; i < readers.length && problem == null && !dropped; i++) {
            problem = readers[i].isValid() ? readers[i].add(weight) : null;
        }
        return problem;
    }

    private String first(String found, int column, String wrong) {
        return found == null && wrong != null
                ? wrong + " in column '" + columns.get(column).name() + "'"
                : found;
    }
}
