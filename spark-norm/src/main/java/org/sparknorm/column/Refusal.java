package org.sparknorm.column;

/**
 * The reason why a row, or all that was read, is not taken.
 *
 * @param text value that was found and what is expected; empty where nothing is refused
 */
public record Refusal(Kind kind, String text) {

    /** The consequence of a refusal. */
    public enum Kind {
        /** Nothing is refused. */
        NONE,
        /** A row is null or holds NaN or infinite values: it is counted, and handleInvalid decides. */
        INVALID_ROW,
        /** Rows do not fit each other, or a weight is none: the scan ends with an error. */
        INVALID_DATA
    }

    public static final Refusal NONE = new Refusal(Kind.NONE, "");

    public static Refusal invalidRow(String text) {
        return new Refusal(Kind.INVALID_ROW, text);
    }

    public static Refusal invalidData(String text) {
        return new Refusal(Kind.INVALID_DATA, text);
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    /** Returns this; if this refuses nothing, the other one. */
    public Refusal or(Refusal other) {
        return isNone() ? other : this;
    }
}
