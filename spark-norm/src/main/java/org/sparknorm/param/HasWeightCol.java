package org.sparknorm.param;

import org.apache.spark.ml.param.Param;

/**
 * The column with the weight of each row; not set: every row weighs 1.
 *
 * @param <S> the stage
 */
public interface HasWeightCol<S> extends FluentParams<S> {

    /** Returns the param. */
    default Param<String> weightCol() {
        return new Param<>(uid(), "weightCol", "column of row weights: numbers that are not negative", String.class);
    }

    default String getWeightCol() {
        return getOrDefault(weightCol());
    }

    default S setWeightCol(String value) {
        return FluentParams.with(this, weightCol(), value);
    }
}
