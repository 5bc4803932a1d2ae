package org.sparknorm.lab.report;

/**
 * The number of values in each part of an axis, counted on a logarithmic scale so that tails show beside a spike.
 *
 * @param from left end of the axis
 * @param to right end of the axis
 * @param counts values in each of as many equal parts of the axis
 * @param most top of the count axis
 * @param before true for values that a norm reads, false for those that it makes
 */
public record Histogram(String title, double from, double to, long[] counts, long most, boolean before)
        implements Chart {

    @Override
    public String kind() {
        return "histogram";
    }
}
