package org.sparknorm.column;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.core.Finite;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A {@link RowFunction} as an expression on a column: a call that Spark compiles into its stage, on the binary value
 * itself. The output has the input's type, and is valid until the next one, like the arrays in Spark's own rows: what
 * Spark keeps for longer, it copies.
 *
 * <p>Public only because the code that Spark generates calls {@link #normalize}.
 */
public final class RowExpression implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String column;
    private final DataType dataType;
    private final RowType type;
    private final boolean containsNull;
    private final RowFunction function;
    private final InvalidRows invalid;
    private transient RowBuffer buffer;

    public RowExpression(String stage, StructField field, RowFunction function, InvalidRows invalid) {
        this.stage = stage;
        this.column = field.name();
        this.dataType = field.dataType();
        this.type = RowType.of(dataType);
        this.containsNull = RowType.containsNull(field.dataType());
        this.function = function;
        this.invalid = invalid;
    }

    /**
     * The dataset with one more column, {@code function} of the column {@code input}. No job is run.
     *
     * @param stage names the stage in error messages
     * @param output name, type and metadata of the new column
     */
    public static Dataset<Row> apply(
            String stage,
            Dataset<?> rows,
            StructField input,
            StructField output,
            RowFunction function,
            InvalidRows invalid) {
        return ColumnFunction.apply(stage, rows, invalid, List.of(new ColumnFunction(input, output, function)));
    }

    Column normalized(Column value, StructField output) {
        return call("normalize", output.dataType(), value).as(output.name(), output.metadata());
    }

    /** Called by generated code: the normalized value, of the input's type. */
    public Object normalize(Object value) {
        try {
            return value == null ? nothing() : normalized(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(stage + ": column '" + column + "': " + e.getMessage(), e);
        }
    }

    DataType dataType() {
        return dataType;
    }

    /** True if the value is not null and all its elements are finite. */
    boolean isValid(Object value) {
        if (value == null) {
            return false;
        }
        RowBuffer row = buffer();
        if (type == RowType.FLOATS) {
            return Finite.all(row.readFloats((ArrayData) value, containsNull), row.from(), row.length());
        }
        double[] x = type == RowType.VECTOR
                ? row.readValues((InternalRow) value)
                : row.readDoubles((ArrayData) value, containsNull);
        return Finite.all(x, row.from(), row.length());
    }

    /** What {@code explain} shows. */
    @Override
    public String toString() {
        return stage;
    }

    private Object nothing() {
        if (invalid == InvalidRows.ERROR) {
            throw refusal("null");
        }
        return null;
    }

    private Object normalized(Object value) {
        RowBuffer row = buffer();
        if (type == RowType.VECTOR) {
            return vector((InternalRow) value, row);
        }
        if (type == RowType.DOUBLES) {
            return ofDoubles((ArrayData) value, row);
        }
        float[] x = row.readFloats((ArrayData) value, containsNull);
        if (invalid != InvalidRows.ERROR) {
            function.apply(x, row.from(), row.length());
        } else if (!function.applyToFinite(x, row.from(), row.length())) {
            x = row.readFloats((ArrayData) value, containsNull);
            if (!Finite.all(x, row.from(), row.length())) {
                throw refusal(InvalidRows.describe(x, row.from(), row.length()));
            }
            function.apply(x, row.from(), row.length());
        }
        return row.floatArray();
    }

    private ArrayData ofDoubles(ArrayData value, RowBuffer row) {
        double[] x = row.readDoubles(value, containsNull);
        if (invalid != InvalidRows.ERROR) {
            function.apply(x, row.from(), row.length());
        } else if (!function.applyToFinite(x, row.from(), row.length())) {
            x = row.readDoubles(value, containsNull);
            requireFinite(x, row);
            function.apply(x, row.from(), row.length());
        }
        return row.doubleArray();
    }

    private InternalRow vector(InternalRow vector, RowBuffer row) {
        if (RowCodec.isDense(vector)) {
            return RowCodec.denseVector(ofDoubles(vector.getArray(RowCodec.VALUES), row));
        }
        double[] x = row.readValues(vector);
        requireFinite(x, row);
        int size = RowCodec.sparseSize(vector);
        int[] indices = RowCodec.indices(vector);
        if (function.applySparse(size, indices, x, row.from())) {
            return RowCodec.sparseVector(size, indices, row.doubleArray());
        }
        double[] dense = RowCodec.toDense(size, indices, x, row.from());
        function.apply(dense, 0, size);
        return RowCodec.denseVector(RowCodec.array(dense));
    }

    private void requireFinite(double[] x, RowBuffer row) {
        if (invalid == InvalidRows.ERROR && !Finite.all(x, row.from(), row.length())) {
            throw refusal(InvalidRows.describe(x, row.from(), row.length()));
        }
    }

    private RowBuffer buffer() {
        RowBuffer own = RowBuffer.ofThread(buffer);
        buffer = own;
        return own;
    }

    private static IllegalArgumentException refusal(String found) {
        return new IllegalArgumentException(
                "found " + found + ", expected finite values; set handleInvalid to skip or keep to go on");
    }

    private Column call(String method, DataType returned, Column argument) {
        return ExpressionUtils.column(
                invoke(this, method, returned, List.of(ExpressionUtils.expression(argument)), false));
    }

    /**
     * A call of a public method of {@code target}, in generated code.
     *
     * @param nullOfNull null if an argument is null, without a call
     */
    public static Expression invoke(
            Serializable target, String method, DataType returned, List<Expression> arguments, boolean nullOfNull) {
        return new Invoke(
                Literal.create(target, new ObjectType(target.getClass())),
                method,
                returned,
                CollectionConverters.asScala(arguments).toSeq(),
                CollectionConverters.<AbstractDataType>asScala(List.of()).toSeq(),
                nullOfNull,
                true,
                true);
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
