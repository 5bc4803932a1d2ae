package org.sparknorm.lab.report;

import org.apache.commons.math3.stat.StatUtils;

/** The middle of some values; where their number is even, the mean of the two in the middle. */
public final class Median {

    private static final double HALF = 50;

    private Median() {}

    /**
     * @param values in any order
     * @return NaN of no values
     */
    public static double of(double... values) {
        return StatUtils.percentile(values, HALF);
    }
}
