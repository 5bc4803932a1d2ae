package org.sparknorm.core;

/** The constant that every norm adds to a variance, or to a mean square, before its square root. */
public final class Epsilon {

    private Epsilon() {}

    /** Returns true if the value is positive and finite. */
    public static boolean isValid(double epsilon) {
        return epsilon > 0 && epsilon < Double.POSITIVE_INFINITY;
    }

    /**
     * Checks an epsilon.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public static void require(double epsilon) {
        if (!isValid(epsilon)) {
            throw new IllegalArgumentException("epsilon must be positive and finite, found " + epsilon);
        }
    }
}
