package org.sparknorm.train;

/** Training cannot go on, and would fail the same way if tried again. The last checkpoint stays. */
public final class TrainingException extends RuntimeException {

    TrainingException(String message) {
        super(message);
    }
}
