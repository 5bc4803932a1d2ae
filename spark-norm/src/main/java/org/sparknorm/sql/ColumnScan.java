package org.sparknorm.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;

/**
 * One pass over the partitions of a dataset, for the moments of any number of columns. What comes out is one summary a
 * partition; {@code org.sparknorm.sync.TreeAggregate} merges them.
 */
public final class ColumnScan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<ScannedColumn> columns = new ArrayList<>();
    private final String weightColumn;
    private final int channels;
    private final InvalidRows invalid;

    /**
     * @param columns vectors, array&lt;double&gt; or array&lt;float&gt;
     * @param weightColumn numbers; null: every row weighs 1
     * @param channels channels of a row; 0: every element its own
     * @param invalid SKIP leaves a row out of all columns if one of them is invalid, KEEP out of that one only
     */
    public ColumnScan(List<StructField> columns, String weightColumn, int channels, InvalidRows invalid) {
        columns.forEach(field -> this.columns.add(ScannedColumn.of(field)));
        this.weightColumn = weightColumn;
        this.channels = channels;
        this.invalid = invalid;
    }

    /** One summary for each partition; nothing runs yet. */
    public JavaRDD<ScanResult> of(Dataset<?> rows) {
        List<Column> read = new ArrayList<>();
        columns.forEach(column -> read.add(rows.col(RowExpression.quoted(column.name()))));
        if (weightColumn != null) {
            read.add(rows.col(RowExpression.quoted(weightColumn)).cast("double"));
        }
        return rows.select(read.toArray(new Column[0]))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(partition -> List.of(scan(partition)).iterator());
    }

    private ScanResult scan(Iterator<InternalRow> partition) {
        ColumnReader[] readers = new ColumnReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new ColumnReader(columns.get(i), i, channels);
        }
        ScanResult result = new ScanResult(new ColumnMoments[readers.length]);
        String problem = null;
        while (partition.hasNext() && problem == null) {
            problem = add(partition.next(), readers, result);
        }
        result.problem(problem);
        for (int i = 0; i < readers.length; i++) {
            result.set(i, readers[i].result());
        }
        return result;
    }

    private String add(InternalRow row, ColumnReader[] readers, ScanResult result) {
        String found = null;
        for (int i = 0; i < readers.length; i++) {
            String wrong = readers[i].read(row);
            found = found == null && wrong != null
                    ? wrong + " in column '" + columns.get(i).name() + "'"
                    : found;
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
}
