package org.sparknorm.lab.compare.verdict;

import java.util.Locale;

/**
 * The range that a claim allows.
 *
 * @param low the least effect that is still as claimed
 * @param high the most
 * @param none measurement to expect if there were no effect; within the range for what is claimed to be the same
 * @param text the range for people, without the unit
 */
public record Claimed(double low, double high, double none, String text) {

    /** A claim of one number, such as 30 %, stands for that number and a third of it to both sides. */
    private static final double ABOUT = 1.0 / 3;

    public static Claimed between(double low, double high, double none) {
        return new Claimed(low, high, none, text(low) + " to " + text(high));
    }

    public static Claimed about(double value, double none) {
        double width = ABOUT * value;
        return new Claimed(
                value - width,
                value + width,
                none,
                "about " + text(value) + ": " + text(value - width) + " to " + text(value + width));
    }

    /** Claims more than {@code none}. */
    public static Claimed moreThan(double none) {
        return new Claimed(Math.nextUp(none), Double.POSITIVE_INFINITY, none, "more than " + text(none));
    }

    /** So much at least, where there might be {@code none}. */
    public static Claimed atLeast(double low, double none) {
        return new Claimed(low, Double.POSITIVE_INFINITY, none, "at least " + text(low));
    }

    /** So much at most, as little as there may be. */
    public static Claimed atMost(double high) {
        return new Claimed(Double.NEGATIVE_INFINITY, high, Double.NEGATIVE_INFINITY, "at most " + text(high));
    }

    /** Claims no difference, to within a tolerance. */
    public static Claimed same(double tolerance) {
        return new Claimed(-tolerance, tolerance, 0, tolerance == 0 ? "0" : "0 \u00b1 " + text(tolerance));
    }

    private static String text(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : value < 1e-3 ? String.format(Locale.ROOT, "%.0e", value) : Double.toString(value);
    }
}
