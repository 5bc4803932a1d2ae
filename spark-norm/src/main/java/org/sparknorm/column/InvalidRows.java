package org.sparknorm.column;

import java.util.Locale;

/** What becomes of rows that are null or hold NaN or infinite values: Spark ML's handleInvalid. */
public enum InvalidRows {
    /** Refused: an error that shows one of them. */
    ERROR,
    /** Dropped. */
    SKIP,
    /** Passed through, and kept out of statistics. */
    KEEP;

    /** From the param's value, in lower case. */
    public static InvalidRows of(String handleInvalid) {
        return valueOf(handleInvalid.toUpperCase(Locale.ROOT));
    }

    /** The first element that is NaN or infinite, for a message. */
    static String describe(double[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(x[from + i])) {
                return describe(x[from + i], i, length);
            }
        }
        return "a row of " + length + " finite elements";
    }

    static String describe(float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (!Float.isFinite(x[from + i])) {
                return describe(x[from + i], i, length);
            }
        }
        return "a row of " + length + " finite elements";
    }

    private static String describe(double value, int at, int length) {
        return value + " at element " + at + " of a row of " + length;
    }
}
