package org.sparknorm.column;

import java.util.Arrays;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Checks of a schema. Every message names the stage, the column, what was found and what is expected. */
public final class Columns {

    private Columns() {}

    /** The value of a param that has no default. */
    public static <V> V requireSet(Params stage, Param<V> param) {
        if (!stage.isDefined(param)) {
            throw new IllegalArgumentException(stage.uid() + ": " + param.name() + " is not set");
        }
        return stage.getOrDefault(param);
    }

    /** The column, which must be there and hold vectors, array&lt;double&gt; or array&lt;float&gt;. */
    public static StructField requireRows(String stage, StructType schema, String column) {
        StructField field = require(stage, schema, column);
        if (!isVector(field.dataType()) && !isArray(field.dataType())) {
            throw new IllegalArgumentException(stage + ": column '" + column + "' is "
                    + field.dataType().catalogString() + ", expected vector, array<double> or array<float>");
        }
        return field;
    }

    /** The column of a dataset, whatever characters are in its name. */
    public static Column column(Dataset<?> dataset, String name) {
        return dataset.col(RowExpression.quoted(name));
    }

    /** The column, which must be there and hold numbers. */
    public static StructField requireNumbers(String stage, StructType schema, String column) {
        StructField field = require(stage, schema, column);
        if (!(field.dataType() instanceof NumericType)) {
            throw new IllegalArgumentException(
                    stage + ": column '" + column + "' is " + field.dataType().catalogString() + ", expected a number");
        }
        return field;
    }

    /**
     * The schema with one more column, which must not be there yet, in whatever case: Spark would replace a column
     * {@code Pixels} by a new one {@code pixels}.
     */
    public static StructType add(String stage, StructType schema, StructField added) {
        for (String name : schema.fieldNames()) {
            if (name.equalsIgnoreCase(added.name())) {
                throw new IllegalArgumentException(stage + ": output column '" + added.name() + "' exists already"
                        + (name.equals(added.name()) ? "" : " as '" + name + "'") + "; expected a new name");
            }
        }
        return schema.add(added);
    }

    /** Elements of each row of a vector column, where its metadata say so; otherwise -1. */
    public static int knownSize(StructField field) {
        return isVector(field.dataType())
                ? AttributeGroup.fromStructField(field).size()
                : -1;
    }

    /** A column of the type of {@code input}, and of the size that is known of it. */
    public static StructField like(StructField input, String name) {
        int size = knownSize(input);
        Metadata metadata = size < 0 ? Metadata.empty() : new AttributeGroup(name, size).toMetadata();
        return new StructField(name, input.dataType(), true, metadata);
    }

    private static StructField require(String stage, StructType schema, String column) {
        if (!Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new IllegalArgumentException(
                    stage + ": no column '" + column + "'; there are " + String.join(", ", schema.fieldNames()));
        }
        return schema.apply(column);
    }

    private static boolean isVector(DataType type) {
        return type.equals(SQLDataTypes.VectorType());
    }

    private static boolean isArray(DataType type) {
        return type instanceof ArrayType array
                && (array.elementType().equals(DataTypes.DoubleType)
                        || array.elementType().equals(DataTypes.FloatType));
    }
}
