package org.sparknorm.param;

import org.apache.spark.ml.param.Param;

/**
 * The column that a stage adds; by default named after the stage: {@code <uid>__output}.
 *
 * @param <S> the stage
 */
public interface HasOutputCol<S> extends FluentParams<S> {

    /** Returns the param. */
    default Param<String> outputCol() {
        return new Param<>(uid(), "outputCol", "column to add, of the type of the input column", String.class);
    }

    default String getOutputCol() {
        return getOrDefault(outputCol());
    }

    default S setOutputCol(String value) {
        return FluentParams.with(this, outputCol(), value);
    }
}
