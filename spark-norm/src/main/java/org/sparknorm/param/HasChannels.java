package org.sparknorm.param;

import org.apache.spark.ml.param.IntParam;

/**
 * The channels of a row; the values of one channel lie side by side. 0: every element its own channel.
 *
 * @param <S> the stage
 */
public interface HasChannels<S> extends FluentParams<S> {

    /** Returns the param. */
    default IntParam channels() {
        return new IntParam(
                this,
                "channels",
                "channels of a row, each of row length / channels values side by side; 0: every element its own",
                new Accepts<Object>(this, "channels", "0 or more", v -> (Integer) v >= 0));
    }

    default int getChannels() {
        return (Integer) getOrDefault(channels());
    }

    default S setChannels(int value) {
        return FluentParams.with(this, channels(), value);
    }
}
