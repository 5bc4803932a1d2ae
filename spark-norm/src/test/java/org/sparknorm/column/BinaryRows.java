package org.sparknorm.column;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark's binary rows, made of arrays and vectors. */
public final class BinaryRows {

    private BinaryRows() {}

    /** A row of float[], double[], Object[] (of doubles and nulls), vectors, Double (a weight) and nulls. */
    public static UnsafeRow row(List<ScannedColumn> columns, Object... values) {
        StructType schema = new StructType();
        Object[] internal = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            schema = schema.add("x" + i, i < columns.size() ? type(columns.get(i)) : DataTypes.DoubleType);
            internal[i] = internal(values[i]);
        }
        return UnsafeProjection.create(schema)
                .apply(new GenericInternalRow(internal))
                .copy();
    }

    public static List<ScannedColumn> columns(RowType... types) {
        return IntStream.range(0, types.length)
                .mapToObj(i -> new ScannedColumn("x" + i, types[i], types[i] != RowType.VECTOR))
                .toList();
    }

    private static DataType type(ScannedColumn column) {
        return switch (column.type()) {
            case VECTOR -> SQLDataTypes.VectorType();
            case DOUBLES -> DataTypes.createArrayType(DataTypes.DoubleType);
            case FLOATS -> DataTypes.createArrayType(DataTypes.FloatType);
        };
    }

    private static Object internal(Object value) {
        if (value instanceof float[] floats) {
            return UnsafeArrayData.fromPrimitiveArray(floats);
        }
        if (value instanceof double[] doubles) {
            return UnsafeArrayData.fromPrimitiveArray(doubles);
        }
        if (value instanceof Object[] objects) {
            return new GenericArrayData(objects);
        }
        return value instanceof Vector vector ? new VectorUDT().serialize(vector) : value;
    }
}
