package org.sparknorm.sql;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types of column that hold rows to normalize. */
enum RowType {
    VECTOR,
    DOUBLES,
    FLOATS;

    /**
     * @throws IllegalArgumentException for any other type
     */
    static RowType of(DataType type) {
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

    static boolean containsNull(DataType type) {
        return type instanceof ArrayType array && array.containsNull();
    }
}
