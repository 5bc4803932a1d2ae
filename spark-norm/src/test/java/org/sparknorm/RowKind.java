package org.sparknorm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.sparknorm.spark.ScalaCollections;
import scala.collection.Seq;

/** The kinds of column that the stages read, each as a way to write a row of doubles and to read it back. */
public enum RowKind {
    DENSE,
    SPARSE,
    DOUBLES,
    FLOATS;

    public DataType type() {
        return switch (this) {
            case DENSE, SPARSE -> SQLDataTypes.VectorType();
            case DOUBLES -> DataTypes.createArrayType(DataTypes.DoubleType);
            case FLOATS -> DataTypes.createArrayType(DataTypes.FloatType);
        };
    }

    /** The value of a column of this kind; null stays null. */
    public Object value(double[] row) {
        if (row == null) {
            return null;
        }
        return switch (this) {
            case DENSE -> Vectors.dense(row);
            case SPARSE -> Vectors.dense(row).toSparse();
            case DOUBLES -> seq(Arrays.stream(row).boxed().toList());
            case FLOATS -> seq(Arrays.stream(row).mapToObj(v -> (float) v).toList());
        };
    }

    /** The elements of a value of any kind; a null element is NaN. */
    public static double[] elements(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Vector vector) {
            return vector.toArray();
        }
        return ScalaCollections.list((Seq<?>) value).stream()
                .mapToDouble(v -> v == null ? Double.NaN : ((Number) v).doubleValue())
                .toArray();
    }

    /** As Spark's encoder of rows wants arrays. */
    public static Seq<Object> seq(List<?> elements) {
        return ScalaCollections.seq(new ArrayList<Object>(elements));
    }
}
