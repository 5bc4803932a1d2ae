package org.sparknorm.param;

import java.util.Arrays;
import org.apache.spark.ml.param.DoubleArrayParam;

/**
 * The factor of each channel; not set: ones.
 *
 * @param <S> the stage
 */
public interface HasGamma<S> extends FluentParams<S> {

    /** Returns the param. */
    default DoubleArrayParam gamma() {
        return new DoubleArrayParam(
                this,
                "gamma",
                "factor of each channel after normalizing; not set: ones",
                new Accepts<>(
                        this, "gamma", "finite numbers", v -> Arrays.stream(v).allMatch(Double::isFinite)));
    }

    /** Returns null where it is not set. */
    default double[] getGamma() {
        return isDefined(gamma()) ? getOrDefault(gamma()) : null;
    }

    default S setGamma(double... value) {
        return FluentParams.with(this, gamma(), value);
    }
}
