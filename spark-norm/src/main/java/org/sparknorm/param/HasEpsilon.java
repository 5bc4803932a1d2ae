package org.sparknorm.param;

import org.apache.spark.ml.param.DoubleParam;

/**
 * The constant that is added to a variance (or a mean square) before its square root.
 *
 * @param <S> the stage
 */
public interface HasEpsilon<S> extends FluentParams<S> {

    /** Returns the param. */
    default DoubleParam epsilon() {
        return new DoubleParam(
                this,
                "epsilon",
                "added to the variance, or to the mean square, before the square root",
                new Accepts<Object>(
                        this, "epsilon", "positive and finite", v -> (Double) v > 0 && !((Double) v).isInfinite()));
    }

    default double getEpsilon() {
        return (Double) getOrDefault(epsilon());
    }

    default S setEpsilon(double value) {
        return FluentParams.with(this, epsilon(), value);
    }
}
