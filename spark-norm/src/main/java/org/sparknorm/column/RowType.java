package org.sparknorm.column;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types of column that hold rows to normalize. */
public enum RowType {
    VECTOR,
    DOUBLES,
    FLOATS;

    /**
     * @throws IllegalArgumentException for any other type
     */
    public static RowType of(DataType type) {
        if (type.equals(SQLDataTypes.VectorType())) {
            return VECTOR;
        }
        if (type instanceof ArrayType array) {
            if (array.elementType().equals(DataTypes.DoubleType)) {
                return DOUBLES;
            }
            if (array.elementType().equals(DataTypes.FloatType)) {
                return FLOATS;
            }
        }
        throw new IllegalArgumentException(
                "found " + type.catalogString() + ", expected vector, array<double> or array<float>");
    }

    public static boolean containsNull(DataType type) {
        return type instanceof ArrayType array && array.containsNull();
    }
}
