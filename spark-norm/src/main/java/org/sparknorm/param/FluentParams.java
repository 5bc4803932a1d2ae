package org.sparknorm.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Params whose setters return the stage's own type.
 *
 * @param <S> the stage
 */
public interface FluentParams<S> extends Params {

    /** Sets a param of a stage, and returns the stage. Static, so that stages do not show it. */
    @SuppressWarnings("unchecked")
    static <S, V> S with(FluentParams<S> stage, Param<V> param, V value) {
        stage.set(param, value);
        return (S) stage;
    }
}
