package org.sparknorm.param;

import org.apache.spark.ml.param.StringArrayParam;

/**
 * The columns that a stage reads, where there are several.
 *
 * @param <S> the stage
 */
public interface HasInputCols<S> extends FluentParams<S> {

    /** Returns the param. */
    default StringArrayParam inputCols() {
        return new StringArrayParam(
                this, "inputCols", "columns to normalize, each: vector, array<double> or array<float>");
    }

    default String[] getInputCols() {
        return getOrDefault(inputCols());
    }

    default S setInputCols(String... value) {
        return FluentParams.with(this, inputCols(), value);
    }
}
