package org.sparknorm.column;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.spark.SparkSql;

/**
 * A {@link RowFunction} that makes one column out of another.
 *
 * @param input column to read, as {@link Columns#requireRows} gives it
 * @param output name, type and metadata of the new column
 * @param function norm of a row
 */
public record ColumnFunction(StructField input, StructField output, RowFunction function) {

    /**
     * Adds the new columns in one projection, behind one filter where invalid rows are skipped. No job is run.
     *
     * @param stage name for error messages
     * @param invalid treatment of rows that are null or hold a null, NaN or infinite element
     */
    public static Dataset<Row> apply(String stage, Dataset<?> rows, InvalidRows invalid, List<ColumnFunction> columns) {
        List<Column> all = new ArrayList<>(List.of(functions.col("*")));
        List<NormalizeCall> calls = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        for (ColumnFunction column : columns) {
            NormalizeCall call = new NormalizeCall(stage, column.input, column.function, invalid);
            Column value = Columns.read(rows, column.input);
            calls.add(call);
            values.add(value);
            all.add(SparkSql.column(
                            CallExpression.of(call, "normalize", column.output.dataType(), SparkSql.expression(value)))
                    .as(column.output.name(), column.output.metadata()));
        }
        Dataset<Row> kept = rows.toDF();
        if (invalid == InvalidRows.SKIP) {
            kept = kept.filter(RowCheck.of(columns, calls, values));
        }
        return kept.select(all.toArray(new Column[0]));
    }
}
