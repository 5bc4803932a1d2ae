package org.sparknorm.ml;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.Columns;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.RowExpression;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.param.HasEpsilon;
import org.sparknorm.param.HasGamma;
import org.sparknorm.param.HasHandleInvalid;
import org.sparknorm.param.HasInputCol;
import org.sparknorm.param.HasOutputCol;

/**
 * What the norms that stay within a row share as stages: they read one column and add one, and run no job.
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

    /** The norm with the params as they are now. */
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
        StructField input = requireInput(dataset.schema());
        StructField output = transformSchema(dataset.schema()).apply(getOutputCol());
        return RowExpression.apply(uid, dataset, input, output, function(), InvalidRows.of(getHandleInvalid()));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        StructField input = requireInput(schema);
        int size = Columns.knownSize(input);
        try {
            function().requireParams().requireLength(size);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(uid + ": column '" + input.name() + "': " + e.getMessage(), e);
        }
        return Columns.add(uid, schema, Columns.like(input, getOutputCol()));
    }

    @Override
    public S copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    private StructField requireInput(StructType schema) {
        return Columns.requireRows(uid, schema, Columns.requireSet(this, inputCol()));
    }

    static String newUid(Class<?> stage) {
        return Identifiable.randomUID(stage.getSimpleName());
    }
}
