package org.sparknorm.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The rows of one column as 32-bit floats, as networks take them, straight from Spark's binary rows; and numbers of
 * other columns beside them.
 */
public final class FloatRows implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StructField column;
    private final int size;
    private transient FloatRowReader reader;

    /**
     * @param column column of rows, as {@link Columns#requireRows} gives it
     * @param size values of a row
     */
    public FloatRows(StructField column, int size) {
        this.column = column;
        this.size = size;
    }

    /**
     * Makes a value of each row.
     *
     * @param <T> type of what is made
     */
    public interface Mapper<T> extends Serializable {

        /**
         * Maps a row.
         *
         * @param refusal value that was found and what is expected; null if the row is taken
         * @param row values of the row; the array serves again
         * @param numbers numbers of the other columns, null where they are null
         * @return null to leave the row out
         */
        T map(String refusal, float[] row, Double[] numbers);
    }

    /**
     * Maps each row of a dataset; nothing runs yet.
     *
     * @param numbers other columns, of doubles
     */
    public <T> JavaRDD<T> map(Dataset<?> dataset, List<Column> numbers, Mapper<T> mapper) {
        List<Column> read = new ArrayList<>();
        read.add(Columns.read(dataset, column));
        read.addAll(numbers);
        int count = numbers.size();
        return dataset.select(read.toArray(new Column[0]))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(partition -> map(partition, count, mapper));
    }

    private <T> Iterator<T> map(Iterator<InternalRow> partition, int numbers, Mapper<T> mapper) {
        FloatRowReader reader = newReader();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(partition, Spliterator.ORDERED), false)
                .map(row -> {
                    String refusal = reader.readFirst(row);
                    return mapper.map(refusal, reader.row(), numbers(row, numbers));
                })
                .filter(Objects::nonNull)
                .iterator();
    }

    private static Double[] numbers(InternalRow row, int count) {
        Double[] numbers = new Double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = row.isNullAt(i + 1) ? null : row.getDouble(i + 1);
        }
        return numbers;
    }

    /** Returns the rows that a network can take; nothing runs yet. */
    public Dataset<Row> valid(Dataset<?> dataset) {
        return dataset.toDF().filter(call(this, "isValid", DataTypes.BooleanType, dataset));
    }

    /** Returns whether a network can take the value. Generated code calls it. */
    public boolean isValid(Object value) {
        FloatRowReader own = reader;
        if (own == null || !own.isOfThisThread()) {
            own = newReader();
            reader = own;
        }
        return own.read(value) == null;
    }

    /**
     * Returns the values of a vector that is in no dataset.
     *
     * @param stage name of the stage, for messages
     * @throws IllegalArgumentException if a network cannot take them
     */
    public float[] read(String stage, Vector vector) {
        FloatRowReader own = newReader();
        String refusal = own.readLocal(vector);
        if (refusal != null) {
            throw refused(stage, refusal);
        }
        return own.row();
    }

    IllegalArgumentException refused(String stage, String refusal) {
        return new IllegalArgumentException(stage + ": column '" + column.name() + "' holds " + refusal);
    }

    /** Returns a call of a public method of {@code target} with the column's value, in generated code. */
    Column call(Serializable target, String method, DataType returned, Dataset<?> dataset) {
        Expression value = ExpressionUtils.expression(Columns.read(dataset, column));
        return ExpressionUtils.column(CallExpression.of(target, method, returned, value));
    }

    /** Returns a reader for one thread. */
    FloatRowReader newReader() {
        return new FloatRowReader(ScannedColumn.of(column), size);
    }

    /** Returns the number of values of a row. */
    int size() {
        return size;
    }
}
