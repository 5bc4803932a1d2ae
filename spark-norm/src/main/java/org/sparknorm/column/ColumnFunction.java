package org.sparknorm.column;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

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
    public static Dataset<Row> apply(
            String stage, Dataset<?> rows, InvalidRows invalid, List<ColumnFunction> functions) {
        List<Column> all = new ArrayList<>(List.of(org.apache.spark.sql.functions.col("*")));
        Column valid = null;
        for (ColumnFunction column : functions) {
            NormalizeCall call = new NormalizeCall(stage, column.input, column.function, invalid);
            Column read = Columns.read(rows, column.input);
            Column isValid = call(call, "isValid", DataTypes.BooleanType, read);
            valid = valid == null ? isValid : valid.and(isValid);
            all.add(call(call, "normalize", column.output.dataType(), read)
                    .as(column.output.name(), column.output.metadata()));
        }
        Dataset<Row> kept = invalid == InvalidRows.SKIP ? rows.toDF().filter(valid) : rows.toDF();
        return kept.select(all.toArray(new Column[0]));
    }

    private static Column call(NormalizeCall call, String method, DataType returned, Column argument) {
        return ExpressionUtils.column(CallExpression.of(call, method, returned, ExpressionUtils.expression(argument)));
    }
}
