package org.sparknorm.param;

import org.apache.spark.ml.param.Param;

/**
 * The path of a saved model that fit starts from; not set: fit starts from nothing.
 *
 * @param <S> the stage
 */
public interface HasInitialModel<S> extends FluentParams<S> {

    /** Returns the param. */
    default Param<String> initialModel() {
        return new Param<>(uid(), "initialModel", "path of a saved model that fit updates", String.class);
    }

    default String getInitialModel() {
        return getOrDefault(initialModel());
    }

    default S setInitialModel(String value) {
        return FluentParams.with(this, initialModel(), value);
    }
}
