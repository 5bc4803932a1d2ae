package org.sparknorm.train;

/** Batch norm has too few values per channel for a variance. */
final class TooFewValuesException extends IllegalStateException {

    TooFewValuesException(String message) {
        super(message);
    }
}
