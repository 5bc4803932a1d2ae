package org.sparknorm.sync;

/**
 * The workers of a barrier stage could not combine their sums. The message names this rank, the peer and the exchange.
 * It is meant to end the task, and with it the attempt of the barrier stage.
 */
public final class CollectiveException extends RuntimeException {

    CollectiveException(String message) {
        super(message);
    }

    CollectiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
