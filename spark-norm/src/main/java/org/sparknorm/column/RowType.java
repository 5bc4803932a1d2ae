package org.sparknorm.column;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.mllib.linalg.VectorUDT;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** The types in which rows to normalize are read. */
public enum RowType {
    VECTOR,
    DOUBLES,
    FLOATS;

    /**
     * Returns the way to read a type.
     *
     * @throws IllegalArgumentException if it is not one of those that {@link #readable} gives
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
        throw refusal(type);
    }

    /**
     * Returns the type as which a column is read: vectors, array&lt;double&gt; and array&lt;float&gt; as they are,
     * arrays of other numbers and untyped NULLs as array&lt;double&gt;.
     *
     * @throws IllegalArgumentException if it holds no rows; the message begins with the type
     */
    public static DataType readable(DataType type) {
        if (type instanceof NullType) {
            return DataTypes.createArrayType(DataTypes.DoubleType);
        }
        if (type instanceof ArrayType array
                && !array.elementType().equals(DataTypes.FloatType)
                && (array.elementType() instanceof NumericType || array.elementType() instanceof NullType)) {
            return DataTypes.createArrayType(DataTypes.DoubleType, array.containsNull());
        }
        of(type);
        return type;
    }

    public static boolean containsNull(DataType type) {
        return type instanceof ArrayType array && array.containsNull();
    }

    private static IllegalArgumentException refusal(DataType type) {
        if (type instanceof VectorUDT) {
            return new IllegalArgumentException("an mllib vector, expected an ML vector, array<double> or array<float>;"
                    + " org.apache.spark.mllib.util.MLUtils.convertVectorColumnsToML makes ML vectors of it");
        }
        String expected = ", expected vector, array<double> or array<float>";
        if (type instanceof StructType struct && isStructOfVector(struct)) {
            return new IllegalArgumentException("a vector that was written as a plain struct" + expected
                    + "; read its files with a schema in which it is a vector (SQLDataTypes.VectorType), or take the"
                    + " array 'values' where no vector is sparse");
        }
        return new IllegalArgumentException(type.catalogString() + expected);
    }

    private static boolean isStructOfVector(StructType struct) {
        return new HashSet<>(List.of(struct.fieldNames())).equals(Set.of("type", "size", "indices", "values"));
    }
}
