package org.sparknorm.column.scan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.Refusal;
import org.sparknorm.column.ScannedColumn;

/**
 * The scan of one partition: rows that all count alike go side by side ({@link WideRows}), a block at a time; others,
 * and blocks with a value that is not finite, row by row and column by column.
 */
final class PartitionScan {

    private final String weightColumn;
    private final InvalidRows invalid;
    private final ColumnReader[] readers;
    private final WideRows wide;
    private final ScanResult result;

    PartitionScan(List<ScannedColumn> columns, String weightColumn, int channels, InvalidRows invalid) {
        this.weightColumn = weightColumn;
        this.invalid = invalid;
        this.readers = new ColumnReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new ColumnReader(columns.get(i), i, channels);
        }
        this.wide = weightColumn == null && channels == 0 ? new WideRows(columns) : null;
        this.result =
                new ScanResult(Arrays.stream(readers).map(ColumnReader::result).toArray(ColumnMoments[]::new));
    }

    ScanResult of(Iterator<InternalRow> partition) {
        while (partition.hasNext() && !result.isStopped()) {
            InternalRow row = partition.next();
            if (wide == null || !wide.append(row)) {
                addRow(row);
            } else if (wide.isFull()) {
                addBlock();
            }
        }
        if (wide != null && !result.isStopped()) {
            addBlock();
            ColumnMoments[] blocks = wide.results();
            for (int i = 0; i < readers.length; i++) {
                result.merge(i, blocks[i]);
            }
        }
        for (int i = 0; i < readers.length; i++) {
            result.merge(i, readers[i].result());
        }
        return result;
    }

    /** Adds the rows that lie side by side. */
    private void addBlock() {
        if (wide.count() > 0 && wide.allFinite()) {
            wide.addToSums();
        } else {
            for (int r = 0; r < wide.count() && !result.isStopped(); r++) {
                Refusal refusal = Refusal.NONE;
                for (ColumnReader reader : readers) {
                    refusal = refusal.or(reader.read(wide, r));
                }
                addRead(refusal, 1);
            }
        }
        wide.clear();
    }

    private void addRow(InternalRow row) {
        Refusal refusal = Refusal.NONE;
        for (ColumnReader reader : readers) {
            refusal = refusal.or(reader.read(row));
        }
        double weight = 1;
        if (weightColumn != null) {
            weight = row.isNullAt(readers.length) ? Double.NaN : row.getDouble(readers.length);
            refusal = checkWeight(weight).or(refusal);
        }
        addRead(refusal, weight);
    }

    private Refusal checkWeight(double weight) {
        if (weight < 0) {
            return Refusal.invalidData(
                    "weight column '" + weightColumn + "' has " + weight + ", expected no negative weights");
        }
        return Double.isFinite(weight)
                ? Refusal.NONE
                : Refusal.invalidRow("the weight " + weight + " in column '" + weightColumn + "'");
    }

    /** Adds what the readers have read. */
    private void addRead(Refusal refusal, double weight) {
        result.refuse(refusal);
        boolean isDropped = !Double.isFinite(weight) || (!refusal.isNone() && invalid != InvalidRows.KEEP);
        for (int i = 0; i < readers.length && !isDropped && !result.isStopped(); i++) {
            result.refuse(readers[i].add(weight));
        }
    }
}
