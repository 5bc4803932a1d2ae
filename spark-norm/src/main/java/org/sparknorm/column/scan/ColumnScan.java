package org.sparknorm.column.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.Columns;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.ScannedColumn;

/**
 * One pass over the partitions of a dataset, for the moments of any number of columns. What comes out is one summary a
 * partition; {@code org.sparknorm.sync.TreeAggregate} merges them.
 */
public final class ColumnScan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<StructField> fields;
    private final List<ScannedColumn> columns;
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
        this.fields = List.copyOf(columns);
        this.columns = columns.stream().map(ScannedColumn::of).toList();
        this.weightColumn = weightColumn;
        this.channels = channels;
        this.invalid = invalid;
    }

    /** Returns one summary for each partition; nothing runs yet. */
    public JavaRDD<ScanResult> of(Dataset<?> rows) {
        List<Column> read = new ArrayList<>();
        fields.forEach(field -> read.add(Columns.read(rows, field)));
        if (weightColumn != null) {
            read.add(Columns.column(rows, weightColumn).cast("double"));
        }
        return rows.select(read.toArray(new Column[0]))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(partition -> List.of(scan(partition)).iterator());
    }

    private ScanResult scan(Iterator<InternalRow> partition) {
        return new PartitionScan(columns, weightColumn, channels, invalid).of(partition);
    }
}
