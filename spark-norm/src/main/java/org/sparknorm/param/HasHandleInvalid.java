package org.sparknorm.param;

import java.util.Set;
import org.apache.spark.ml.param.Param;

/**
 * The treatment of rows that are null or hold a null, NaN or infinite element: "error" (default) refuses them, "skip"
 * drops them, "keep" leaves the missing elements out of the statistics and gives NaN for them.
 *
 * @param <S> the stage
 */
public interface HasHandleInvalid<S> extends FluentParams<S> {

    /** Returns the param. */
    default Param<String> handleInvalid() {
        return new Param<>(
                uid(),
                "handleInvalid",
                "rows that are null or hold null, NaN or infinite elements: error, skip (drop), or keep (these elements"
                        + " count in no statistics and come out as NaN)",
                new Accepts<>(
                        this,
                        "handleInvalid",
                        "one of error, skip, keep",
                        v -> Set.of("error", "skip", "keep").contains(v)),
                String.class);
    }

    default String getHandleInvalid() {
        return getOrDefault(handleInvalid());
    }

    default S setHandleInvalid(String value) {
        return FluentParams.with(this, handleInvalid(), value);
    }
}
