package org.sparknorm.lab.report;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Quantiles of some values in any order; NaN of no values. */
public final class Quantiles {

    private static final double HALF = 50;

    private Quantiles() {}

    /** Returns the middle value; where the number of values is even, the mean of the two in the middle. */
    public static double median(double... values) {
        return new Percentile().evaluate(values, HALF);
    }

    /** Returns the smallest value that so many percent of all do not exceed: always one of the values. */
    public static double percentile(double[] values, double percent) {
        return new Percentile().withEstimationType(EstimationType.R_1).evaluate(values, percent);
    }
}
