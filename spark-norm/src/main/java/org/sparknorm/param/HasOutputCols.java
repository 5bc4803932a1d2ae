package org.sparknorm.param;

import org.apache.spark.ml.param.StringArrayParam;

/**
 * The columns that a stage adds, one for each of its input columns.
 *
 * @param <S> the stage
 */
public interface HasOutputCols<S> extends FluentParams<S> {

    /** Returns the param. */
    default StringArrayParam outputCols() {
        return new StringArrayParam(this, "outputCols", "columns to add, one for each input column");
    }

    default String[] getOutputCols() {
        return getOrDefault(outputCols());
    }

    default S setOutputCols(String... value) {
        return FluentParams.with(this, outputCols(), value);
    }
}
