package org.sparknorm.param;

import org.apache.spark.ml.param.Param;

/**
 * The column that a stage reads.
 *
 * @param <S> the stage
 */
public interface HasInputCol<S> extends FluentParams<S> {

    /** Returns the param. */
    default Param<String> inputCol() {
        return new Param<>(
                uid(), "inputCol", "column to normalize: vector, array<double> or array<float>", String.class);
    }

    default String getInputCol() {
        return getOrDefault(inputCol());
    }

    default S setInputCol(String value) {
        return FluentParams.with(this, inputCol(), value);
    }
}
