package org.sparknorm.column;

import java.util.Locale;

/** The treatment of rows that are null or hold a null, NaN or infinite element: Spark ML's handleInvalid. */
public enum InvalidRows {
    /** Refused: an error that shows one of them. */
    ERROR,
    /** Dropped. */
    SKIP,
    /** Kept: an invalid element is missing, counts in no statistics, and comes out as NaN; a null row stays null. */
    KEEP;

    /** Finds the treatment by the param's value, in lower case. */
    public static InvalidRows of(String handleInvalid) {
        return valueOf(handleInvalid.toUpperCase(Locale.ROOT));
    }

    /** Returns the error for an invalid row. */
    static IllegalArgumentException refusal(String found) {
        return new IllegalArgumentException(
                "found " + found + ", expected finite values; set handleInvalid to skip or keep to go on");
    }

    /**
     * Returns the first element that is not finite, for a message.
     *
     * @param firstNull first element that stands for a null; negative: none
     */
    static String describe(double[] x, int from, int length, int firstNull) {
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(x[from + i])) {
                return (i == firstNull ? "null" : x[from + i]) + " at element " + i + " of a row of " + length;
            }
        }
        return "a row of " + length + " finite elements";
    }

    /** Does the same as {@link #describe(double[], int, int, int)} for floats. */
    static String describe(float[] x, int from, int length, int firstNull) {
        for (int i = 0; i < length; i++) {
            if (!Float.isFinite(x[from + i])) {
                return (i == firstNull ? "null" : x[from + i]) + " at element " + i + " of a row of " + length;
            }
        }
        return "a row of " + length + " finite elements";
    }
}
