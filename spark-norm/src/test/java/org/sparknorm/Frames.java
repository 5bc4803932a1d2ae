package org.sparknorm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** DataFrames made of arrays, in exactly the partitions that a test asks for. */
public final class Frames {

    private Frames() {}

    /** A column {@code id} (0, 1, ...) and a column of rows, in one partition. */
    public static Dataset<Row> of(RowKind kind, String column, double[]... rows) {
        return split(kind, column, rows, null, rows.length);
    }

    /**
     * A column {@code id}, a column of rows and a column {@code weight}.
     *
     * @param weights null: no column of weights
     * @param sizes rows of each partition
     */
    public static Dataset<Row> split(RowKind kind, String column, double[][] rows, double[] weights, int... sizes) {
        StructType schema =
                new StructType().add("id", DataTypes.IntegerType, false).add(column, kind.type());
        List<Row> values = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Object value = kind.value(rows[i]);
            values.add(weights == null ? RowFactory.create(i, value) : RowFactory.create(i, value, weights[i]));
        }
        return split(weights == null ? schema : schema.add("weight", DataTypes.DoubleType), values, sizes);
    }

    /** Any rows, in partitions of the given sizes. */
    public static Dataset<Row> split(StructType schema, List<Row> rows, int... sizes) {
        ArrayList<Row> sent = new ArrayList<>(rows);
        int[] ends = sizes.clone();
        Arrays.parallelPrefix(ends, Integer::sum);
        FlatMapFunction<Long, Row> partition =
                p -> sent.subList(ends[p.intValue()] - sizes[p.intValue()], ends[p.intValue()])
                        .iterator();
        return SparkSessions.shared().range(0, sizes.length, 1, sizes.length).flatMap(partition, Encoders.row(schema));
    }

    /** The elements of a column, row by row in the order of the partitions. */
    public static double[][] rows(Dataset<Row> frame, String column) {
        return frame.select(frame.col("`" + column.replace("`", "``") + "`")).collectAsList().stream()
                .map(row -> RowKind.elements(row.get(0)))
                .toArray(double[][]::new);
    }
}
