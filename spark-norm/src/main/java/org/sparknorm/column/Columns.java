package org.sparknorm.column;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds columns by name, also fields of structs ({@code struct.field}), and checks their types. Every message names the
 * stage, the column, what was found and what is expected.
 */
public final class Columns {

    private Columns() {}

    /** Returns the value of a param that has no default. */
    public static <V> V requireSet(Params stage, Param<V> param) {
        if (!stage.isDefined(param)) {
            throw new IllegalArgumentException(stage.uid() + ": " + param.name() + " is not set");
        }
        return stage.getOrDefault(param);
    }

    /**
     * Returns the column of rows, under the name by which it was asked for and with the type as which {@link #read}
     * reads it: vector, array&lt;double&gt; or array&lt;float&gt;.
     */
    public static StructField requireRows(String stage, StructType schema, String column) {
        StructField field = require(stage, schema, column);
        try {
            DataType type = RowType.readable(field.dataType());
            return new StructField(column, type, field.nullable(), field.metadata());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(stage + ": column '" + column + "' is " + e.getMessage(), e);
        }
    }

    /** Returns the column, which must be there and hold numbers. */
    public static StructField requireNumbers(String stage, StructType schema, String column) {
        StructField field = require(stage, schema, column);
        if (!(field.dataType() instanceof NumericType)) {
            throw new IllegalArgumentException(
                    stage + ": column '" + column + "' is " + field.dataType().catalogString() + ", expected a number");
        }
        return new StructField(column, field.dataType(), field.nullable(), field.metadata());
    }

    /** Returns the column that {@link #requireRows} found, of the type that it gave. */
    public static Column read(Dataset<?> rows, StructField field) {
        List<String> path = path(rows.schema(), field.name());
        Column column = column(rows, field.name());
        boolean asItIs = path.isEmpty() || field(rows.schema(), path).dataType().equals(field.dataType());
        return asItIs ? column : column.cast(field.dataType());
    }

    /** Returns the column of that name, whatever characters it has, or the field of a struct. */
    public static Column column(Dataset<?> rows, String name) {
        List<String> path = path(rows.schema(), name);
        return rows.col((path.isEmpty() ? List.of(name) : path)
                .stream().map(part -> "`" + part.replace("`", "``") + "`").collect(Collectors.joining(".")));
    }

    /** Returns the schema with one more column, whose name must be new. */
    public static StructType add(String stage, StructType schema, StructField added) {
        requireNew(stage, schema, added.name());
        return schema.add(added);
    }

    /** Checks that no column has the name, in any case of its letters unless {@code spark.sql.caseSensitive} is set. */
    public static void requireNew(String stage, StructType schema, String output) {
        boolean caseSensitive = SQLConf.get().caseSensitiveAnalysis();
        for (String name : schema.fieldNames()) {
            if (caseSensitive ? name.equals(output) : name.equalsIgnoreCase(output)) {
                throw new IllegalArgumentException(stage + ": output column '" + output + "' exists already"
                        + (name.equals(output) ? "" : " as '" + name + "'") + "; expected a new name");
            }
        }
    }

    /** Returns the number of elements of each row of a vector column, where its metadata say so; otherwise -1. */
    public static int knownSize(StructField field) {
        return isVector(field) ? AttributeGroup.fromStructField(field).size() : -1;
    }

    /** Returns a column of the type of {@code input}, with the size and the names of elements that are known of it. */
    public static StructField like(StructField input, String name) {
        Metadata metadata = isVector(input) ? metadata(input, name) : Metadata.empty();
        return new StructField(name, input.dataType(), true, metadata);
    }

    /**
     * Returns metadata in which elements keep their names; whatever kind of attribute they were, they are numbers now.
     */
    private static Metadata metadata(StructField input, String name) {
        AttributeGroup group = AttributeGroup.fromStructField(input);
        if (group.attributes().isEmpty()) {
            return group.size() < 0 ? Metadata.empty() : new AttributeGroup(name, group.size()).toMetadata();
        }
        Attribute[] attributes = Arrays.stream(group.attributes().get())
                .map(Attribute::name)
                .map(element -> element.isEmpty()
                        ? NumericAttribute.defaultAttr()
                        : NumericAttribute.defaultAttr().withName(element.get()))
                .toArray(Attribute[]::new);
        return new AttributeGroup(name, attributes).toMetadata();
    }

    private static StructField require(String stage, StructType schema, String column) {
        List<String> path = path(schema, column);
        if (path.isEmpty()) {
            throw new IllegalArgumentException(
                    stage + ": no column '" + column + "'; there are " + String.join(", ", schema.fieldNames()));
        }
        return field(schema, path);
    }

    /**
     * Returns the name of a column, or those of a struct and of fields down to the one that is asked for; empty: not
     * there.
     */
    private static List<String> path(StructType schema, String name) {
        List<String> fields = Arrays.asList(schema.fieldNames());
        if (fields.contains(name)) {
            return List.of(name);
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String head = name.substring(0, dot);
            if (fields.contains(head) && schema.apply(head).dataType() instanceof StructType struct) {
                List<String> rest = path(struct, name.substring(dot + 1));
                if (!rest.isEmpty()) {
                    return Stream.concat(Stream.of(head), rest.stream()).toList();
                }
            }
        }
        return List.of();
    }

    private static StructField field(StructType schema, List<String> path) {
        StructField field = schema.apply(path.get(0));
        return path.size() == 1 ? field : field((StructType) field.dataType(), path.subList(1, path.size()));
    }

    private static boolean isVector(StructField field) {
        return field.dataType().equals(SQLDataTypes.VectorType());
    }
}
