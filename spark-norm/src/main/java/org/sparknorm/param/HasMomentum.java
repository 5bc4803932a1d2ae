package org.sparknorm.param;

import org.apache.spark.ml.param.DoubleParam;

/**
 * The weight of the NEW batch in running statistics: PyTorch's meaning; Keras, Flax and DJL weight the old.
 *
 * @param <S> the stage
 */
public interface HasMomentum<S> extends FluentParams<S> {

    /** Returns the param. */
    default DoubleParam momentum() {
        return new DoubleParam(
                this,
                "momentum",
                "weight of the new batch in the running statistics",
                new Accepts<Object>(this, "momentum", "in [0, 1]", v -> (Double) v >= 0 && (Double) v <= 1));
    }

    default double getMomentum() {
        return (Double) getOrDefault(momentum());
    }

    default S setMomentum(double value) {
        return FluentParams.with(this, momentum(), value);
    }
}
