package org.sparknorm.sync;

import java.io.Serializable;

/**
 * The work of one rank of a {@link BarrierStage} on its part.
 *
 * @param <T> a rank's part
 * @param <R> a rank's result
 */
@FunctionalInterface
public interface BarrierFunction<T, R> extends Serializable {

    /**
     * @param part the one element of this rank's partition
     * @param collective open until this returns
     */
    R apply(T part, Collective collective);
}
