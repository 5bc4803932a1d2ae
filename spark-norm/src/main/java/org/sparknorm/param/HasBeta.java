package org.sparknorm.param;

import java.util.Arrays;
import org.apache.spark.ml.param.DoubleArrayParam;

/**
 * The offset of each channel; not set: zeros.
 *
 * @param <S> the stage
 */
public interface HasBeta<S> extends FluentParams<S> {

    /** Returns the param. */
    default DoubleArrayParam beta() {
        return new DoubleArrayParam(
                this,
                "beta",
                "offset of each channel after normalizing; not set: zeros",
                new Accepts<>(
                        this, "beta", "finite numbers", v -> Arrays.stream(v).allMatch(Double::isFinite)));
    }

    /** Returns null where it is not set. */
    default double[] getBeta() {
        return isDefined(beta()) ? getOrDefault(beta()) : null;
    }

    default S setBeta(double... value) {
        return FluentParams.with(this, beta(), value);
    }
}
