package org.sparknorm.lab.report;

/**
 * An axis of numbers.
 *
 * @param name name with the unit
 * @param logarithmic true for powers of ten; every value is then above 0
 * @param whole marked at whole numbers only
 * @param min beginning of the axis; null: where the values do
 * @param max end of the axis; null: where the values do
 */
public record Axis(String name, boolean logarithmic, boolean whole, Double min, Double max) {

    public static Axis linear(String name) {
        return new Axis(name, false, false, null, null);
    }

    public static Axis logarithmic(String name) {
        return new Axis(name, true, false, null, null);
    }

    /** Returns an axis of counts, marked at whole numbers only. */
    public static Axis counts(String name) {
        return new Axis(name, false, true, null, null);
    }

    /** Returns the same axis over a given range. */
    public Axis from(double lowest, double highest) {
        return new Axis(name, logarithmic, whole, lowest, highest);
    }
}
