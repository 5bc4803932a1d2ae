package org.sparknorm.core;

import java.io.Serializable;
import org.sparknorm.kernel.Kernels;
import org.sparknorm.kernel.Statistics;

/**
 * The norms whose statistics stay within a row: layer, group, instance and RMS. Forward for doubles and floats;
 * backward: {@link RowNormGradient}.
 *
 * <p>A row falls into {@code groups} sets of neighbouring channels ({@link Rows} says what a row is). Each set has
 * three statistics, kept side by side: mean, residual of the mean, rstd. Layer norm is one group over channels of one
 * position; RMS norm is that without centering (mean 0). NaN and infinite values spread over their own set, no further.
 *
 * <p>Error, whatever the mean, since means are held in two parts: y of doubles is within a few units in the last place
 * of the largest magnitude of y, y of floats within 4e-7 of it.
 *
 * @param groups sets in a row
 * @param centered false for RMS norm
 * @param epsilon added to the variance, or to the mean square, before the square root
 */
public record RowNorm(int groups, boolean centered, double epsilon) implements Serializable {

    /** @throws IllegalArgumentException if groups or epsilon is not positive */
    public RowNorm {
        if (groups <= 0) {
            throw new IllegalArgumentException("groups must be positive, found " + groups);
        }
        Epsilon.require(epsilon);
    }

    /** Layer norm (Ba, Kiros and Hinton 2016): one set a row. */
    public static RowNorm layer(double epsilon) {
        return new RowNorm(1, true, epsilon);
    }

    /** Group norm (Wu and He 2018); with as many groups as channels, instance norm (Ulyanov et al. 2016). */
    public static RowNorm group(int groups, double epsilon) {
        return new RowNorm(groups, true, epsilon);
    }

    /** RMS norm (Zhang and Sennrich 2019): one set a row, divided by its root mean square, not centered. */
    public static RowNorm rms(double epsilon) {
        return new RowNorm(1, false, epsilon);
    }

    /**
     * Returns the statistics of every set: {@code rows * groups} times mean, residual, rstd.
     *
     * @throws IllegalArgumentException if x is too short, or channels do not divide into groups
     */
    public double[] statistics(double[] x, Rows rows) {
        return DoubleRowNorm.statistics(this, x, rows);
    }

    /**
     * {@code y = xhat * gamma + beta}, with the statistics of x, in one pass over memory.
     *
     * @param gamma scale of each channel; null: ones
     * @param beta shift of each channel; null: zeros
     * @param y may be x
     * @return false if the statistics of a set are not finite, since one of its values is NaN or infinite, or since
     *     their squares are (from about 1e154 on)
     * @throws IllegalArgumentException if an array is too short, or channels do not divide into groups
     */
    public boolean normalize(double[] x, Rows rows, double[] gamma, double[] beta, double[] y) {
        return DoubleRowNorm.normalize(this, x, rows, gamma, beta, y);
    }

    /**
     * {@code y = xhat * gamma + beta}, with given statistics.
     *
     * @param statistics statistics from {@link #statistics(double[], Rows)}
     * @param gamma scale of each channel; null: ones
     * @param beta shift of each channel; null: zeros
     * @param y may be x
     * @throws IllegalArgumentException if an array is too short, or channels do not divide into groups
     */
    public void normalize(double[] x, Rows rows, double[] statistics, double[] gamma, double[] beta, double[] y) {
        DoubleRowNorm.normalize(this, x, rows, statistics, gamma, beta, y);
    }

    /** Returns the statistics of every set, of floats: as {@link #statistics(double[], Rows)}. */
    public double[] statistics(float[] x, Rows rows) {
        return FloatRowNorm.statistics(this, x, rows);
    }

    /**
     * Does the same as {@link #normalize(double[], Rows, double[], double[], double[])} for floats, whose squares are
     * always finite: false if and only if a value is not finite.
     */
    public boolean normalize(float[] x, Rows rows, float[] gamma, float[] beta, float[] y) {
        return FloatRowNorm.normalize(this, x, rows, gamma, beta, y);
    }

    /** Does the same as {@link #normalize(double[], Rows, double[], double[], double[], double[])} for floats. */
    public void normalize(float[] x, Rows rows, double[] statistics, float[] gamma, float[] beta, float[] y) {
        FloatRowNorm.normalize(this, x, rows, statistics, gamma, beta, y);
    }

    /**
     * Returns the rstd of one set of {@code size} elements with mean 0, of which all but {@code x[from .. from +
     * stored)} are zero.
     */
    public double rstdOfStored(double[] x, int from, int stored, int size) {
        double[] sums = new double[2];
        Kernels.doubles().addRange(x, from, stored, 0, sums);
        return 1 / Math.sqrt(sums[1] / size + epsilon);
    }

    /** Returns the number of elements of one set, after checking that channels divide into groups. */
    int setLength(Rows rows) {
        if (groups == 1) {
            return rows.length();
        }
        Check.groups(rows.channels(), groups);
        return rows.length() / groups;
    }

    /** Returns true if a set is a whole row, in which every element is a channel. */
    boolean isWholeRow(Rows rows) {
        return groups == 1 && rows.positions() == 1;
    }

    /** Returns false if a variance was NaN or infinite, whose rstd is NaN or zero. */
    static boolean areFinite(double[] statistics, int sets) {
        boolean finite = true;
        for (int s = 0; s < sets; s++) {
            finite &= statistics[s * Statistics.WIDTH + 2] > 0;
        }
        return finite;
    }
}
