package org.sparknorm.param;

import org.apache.spark.ml.param.IntParam;

/**
 * The groups into which the channels of a row fall.
 *
 * @param <S> the stage
 */
public interface HasGroups<S> extends FluentParams<S> {

    /** Returns the param. */
    default IntParam groups() {
        return new IntParam(
                this,
                "groups",
                "groups of neighbouring channels that share mean and variance; must divide channels",
                new Accepts<Object>(this, "groups", "positive", v -> (Integer) v > 0));
    }

    default int getGroups() {
        return (Integer) getOrDefault(groups());
    }

    default S setGroups(int value) {
        return FluentParams.with(this, groups(), value);
    }
}
