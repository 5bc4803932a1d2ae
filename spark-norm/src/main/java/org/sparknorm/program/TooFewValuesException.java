package org.sparknorm.program;

/** Batch norm has too few values per channel for a variance. */
public final class TooFewValuesException extends IllegalStateException {

    TooFewValuesException(String message) {
        super(message);
    }
}
