package org.sparknorm.ml;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.ColumnFunction;
import org.sparknorm.column.Columns;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.param.HasEpsilon;
import org.sparknorm.param.HasGamma;
import org.sparknorm.param.HasHandleInvalid;
import org.sparknorm.param.HasInputCol;
import org.sparknorm.param.HasOutputCol;

/**
 * The common part of the stages of norms that stay within a row: they read one column and add one, and run no job.
 *
 * @param <S> the stage
 */
abstract class RowNormStage<S extends RowNormStage<S>> extends Transformer
        implements HasInputCol<S>,
                HasOutputCol<S>,
                HasEpsilon<S>,
                HasGamma<S>,
                HasHandleInvalid<S>,
                DefaultParamsWritable {

    private static final long serialVersionUID = 1L;

    private final String uid;

    RowNormStage(String uid, double defaultEpsilon) {
        this.uid = uid;
        setDefault(outputCol(), uid + "__output");
        setDefault(epsilon(), defaultEpsilon);
        setDefault(handleInvalid(), "error");
    }

    /** Returns the norm with the params as they are now. */
    abstract RowNormFunction function();

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Adds the output column.
     *
     * @throws IllegalArgumentException if the input column is not there or not of a type that holds rows, if the output
     *     column exists, or if the rows' size is known and does not fit the params
     */
    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        ColumnFunction column = column(dataset.schema());
        return ColumnFunction.apply(uid, dataset, InvalidRows.of(getHandleInvalid()), List.of(column));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return schema.add(column(schema).output());
    }

    @Override
    public S copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Returns the column to add, after all checks that a schema allows. */
    private ColumnFunction column(StructType schema) {
        StructField input = Columns.requireRows(uid, schema, Columns.requireSet(this, inputCol()));
        RowNormFunction function = function();
        try {
            function.requireParams().requireLength(Columns.knownSize(input));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(uid + ": column '" + input.name() + "': " + e.getMessage(), e);
        }
        StructField output = Columns.like(input, getOutputCol());
        Columns.requireNew(uid, schema, output.name());
        return new ColumnFunction(input, output, function);
    }

    static String newUid(Class<?> stage) {
        return Identifiable.randomUID(stage.getSimpleName());
    }
}
