package org.sparknorm.param;

import java.util.Set;
import org.apache.spark.ml.param.Param;

/**
 * What becomes of rows whose value is null or holds NaN or infinite values: "error" (default) refuses them, "skip" drops
 * them, "keep" passes them through and keeps them out of the statistics.
 *
 * @param <S> the stage
 */
public interface HasHandleInvalid<S> extends FluentParams<S> {

    /** The param itself. */
    default Param<String> handleInvalid() {
        return new Param<>(
                uid(),
                "handleInvalid",
                "rows that are null or hold NaN or infinite values: error, skip (drop), or keep (pass through, not in the"
                        + " statistics)",
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
        return with(handleInvalid(), value);
    }
}
