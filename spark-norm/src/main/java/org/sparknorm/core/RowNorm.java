package org.sparknorm.core;

import java.io.Serializable;
import org.sparknorm.kernel.DoubleKernels;
import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;

/**
 * The norms whose statistics stay within a row: layer, group, instance and RMS. Forward for doubles and floats; backward:
 * {@link RowNormGradient}.
 *
 * <p>A row falls into {@code groups} sets of neighbouring channels ({@link Rows} says what a row is). Each set has
 * three statistics, kept side by side: mean, residual of the mean, rstd. Layer norm is one group over channels of one
 * position; RMS norm is that without centering (mean 0). NaN and infinite values spread over their own set, no further.
 *
 * <p>Error, whatever the mean, since means are held in two parts: y of doubles is within a few units in the last place of
 * the largest magnitude of y, y of floats within 4e-7 of it.
 *
 * @param groups sets in a row
 * @param centered false for RMS norm
 * @param epsilon added to the variance, or to the mean square, before the square root
 */
public record RowNorm(int groups, boolean centered, double epsilon) implements Serializable {

    /** Values kept for each set: mean, residual, rstd. */
    static final int WIDTH = DoubleKernels.WIDTH;

    /** Elements whose statistics are taken at a time, so that they are still in the cache when they are normalized. */
    private static final int BLOCK = 2048;

    /** Elements that stay in the second cache together with what is made of them. */
    private static final int CACHED = 1 << 17;

    /**
     * @throws IllegalArgumentException if groups or epsilon is not positive
     */
    public RowNorm {
        if (groups <= 0) {
            throw new IllegalArgumentException("groups must be positive, found " + groups);
        }
        Check.epsilon(epsilon);
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
     * Statistics of every set: {@code rows * groups} times mean, residual, rstd.
     *
     * @throws IllegalArgumentException if x is too short, or channels do not divide into groups
     */
    public double[] statistics(double[] x, Rows rows) {
        rows.requireIn("x", x.length);
        int length = setLength(rows);
        double[] statistics = new double[rows.count() * groups * WIDTH];
        statistics(x, rows.from(), length, rows.count() * groups, statistics);
        return statistics;
    }

    /**
     * {@code y = xhat * gamma + beta}, with the statistics of x, in one pass over memory.
     *
     * @param gamma one a channel; null: ones
     * @param beta one a channel; null: zeros
     * @param y may be x
     * @return false if the statistics of a set are not finite, since one of its values is NaN or infinite, or since their
     *     squares are (from about 1e154 on)
     * @throws IllegalArgumentException if an array is too short, or channels do not divide into groups
     */
    public boolean normalize(double[] x, Rows rows, double[] gamma, double[] beta, double[] y) {
        rows.requireIn("x", x.length);
        rows.requireIn("y", y.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("beta", beta, rows.channels());
        int length = setLength(rows);
        int sets = rows.count() * groups;
        int block = block(rows, length);
        double[] statistics = new double[block * WIDTH];
        boolean finite = true;
        for (int s = 0; s < sets; s += block) {
            int some = Math.min(block, sets - s);
            statistics(x, rows.from() + s * length, length, some, statistics);
            finite &= areFinite(statistics, some);
            normalize(x, rows, s, some, statistics, gamma, beta, y);
        }
        return finite;
    }

    /**
     * {@code y = xhat * gamma + beta}, with given statistics.
     *
     * @param statistics what {@link #statistics(double[], Rows)} gave
     * @param gamma one a channel; null: ones
     * @param beta one a channel; null: zeros
     * @param y may be x
     * @throws IllegalArgumentException if an array is too short, or channels do not divide into groups
     */
    public void normalize(double[] x, Rows rows, double[] statistics, double[] gamma, double[] beta, double[] y) {
        rows.requireIn("x", x.length);
        rows.requireIn("y", y.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("beta", beta, rows.channels());
        normalize(x, rows, 0, rows.count() * groups, statistics, gamma, beta, y);
    }

    /** Statistics of every set, of floats: as {@link #statistics(double[], Rows)}. */
    public double[] statistics(float[] x, Rows rows) {
        rows.requireIn("x", x.length);
        int length = setLength(rows);
        double[] statistics = new double[rows.count() * groups * WIDTH];
        statistics(x, rows.from(), length, rows.count() * groups, statistics);
        return statistics;
    }

    /**
     * As {@link #normalize(double[], Rows, double[], double[], double[])}, of floats, whose squares are always finite: false
     * if and only if a value is not finite.
     */
    public boolean normalize(float[] x, Rows rows, float[] gamma, float[] beta, float[] y) {
        rows.requireIn("x", x.length);
        rows.requireIn("y", y.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("beta", beta, rows.channels());
        int length = setLength(rows);
        int sets = rows.count() * groups;
        int block = block(rows, length);
        double[] statistics = new double[block * WIDTH];
        boolean finite = true;
        for (int s = 0; s < sets; s += block) {
            int some = Math.min(block, sets - s);
            statistics(x, rows.from() + s * length, length, some, statistics);
            finite &= areFinite(statistics, some);
            normalize(x, rows, s, some, statistics, gamma, beta, y);
        }
        return finite;
    }

    /** As {@link #normalize(double[], Rows, double[], double[], double[], double[])}, of floats. */
    public void normalize(float[] x, Rows rows, double[] statistics, float[] gamma, float[] beta, float[] y) {
        rows.requireIn("x", x.length);
        rows.requireIn("y", y.length);
        Check.length("gamma", gamma, rows.channels());
        Check.length("beta", beta, rows.channels());
        normalize(x, rows, 0, rows.count() * groups, statistics, gamma, beta, y);
    }

    /**
     * The rstd of one set of {@code size} elements with mean 0, of which all but {@code x[from .. from + stored)} are
     * zero.
     */
    public double rstdOfStored(double[] x, int from, int stored, int size) {
        double[] sums = new double[2];
        Kernels.doubles().addStretch(x, from, stored, 0, sums);
        return 1 / Math.sqrt(sums[1] / size + epsilon);
    }

    /** Elements of one set, after checking that channels divide into groups. */
    int setLength(Rows rows) {
        if (groups == 1) {
            return rows.length();
        }
        Check.groups(rows.channels(), groups);
        return rows.length() / groups;
    }

    private void statistics(double[] x, int from, int length, int sets, double[] into) {
        if (centered) {
            Kernels.doubles().layerStatistics(x, from, length, sets, epsilon, into, 0);
        } else {
            Kernels.doubles().rmsStatistics(x, from, length, sets, epsilon, into, 0);
        }
    }

    /** Sets from {@code first} on, with their statistics from 0 on. */
    private void normalize(
            double[] x,
            Rows rows,
            int first,
            int sets,
            double[] statistics,
            double[] gamma,
            double[] beta,
            double[] y) {
        DoubleKernels kernels = Kernels.doubles();
        int positions = rows.positions();
        int length = setLength(rows);
        if (gamma != null && groups == 1 && positions == 1) {
            int together = rows.size() <= CACHED ? sets : 1;
            for (int s = 0; s < sets; s += together) {
                int from = rows.from() + (first + s) * length;
                kernels.normalizeRows(x, from, y, from, together, statistics, s * WIDTH, gamma, beta);
            }
            return;
        }
        for (int s = 0; s < sets; s++) {
            int from = rows.from() + (first + s) * length;
            double mean = statistics[s * WIDTH];
            double residual = statistics[s * WIDTH + 1];
            double rstd = statistics[s * WIDTH + 2];
            if (gamma == null && beta == null) {
                kernels.normalize(x, from, y, from, length, mean, residual, rstd, 0);
            } else {
                int channel = (first + s) % groups * (length / positions);
                for (int at = from; at < from + length; at += positions, channel++) {
                    double scale = gamma == null ? rstd : rstd * gamma[channel];
                    kernels.normalize(x, at, y, at, positions, mean, residual, scale, beta == null ? 0 : beta[channel]);
                }
            }
        }
    }

    private void statistics(float[] x, int from, int length, int sets, double[] into) {
        if (centered) {
            Kernels.floats().layerStatistics(x, from, length, sets, epsilon, into, 0);
        } else {
            Kernels.floats().rmsStatistics(x, from, length, sets, epsilon, into, 0);
        }
    }

    /** Sets from {@code first} on, with their statistics from 0 on. */
    private void normalize(
            float[] x, Rows rows, int first, int sets, double[] statistics, float[] gamma, float[] beta, float[] y) {
        FloatKernels kernels = Kernels.floats();
        int positions = rows.positions();
        int length = setLength(rows);
        if (gamma != null && groups == 1 && positions == 1) {
            int together = rows.size() <= CACHED ? sets : 1;
            for (int s = 0; s < sets; s += together) {
                int from = rows.from() + (first + s) * length;
                kernels.normalizeRows(x, from, y, from, together, statistics, s * WIDTH, gamma, beta);
            }
            return;
        }
        for (int s = 0; s < sets; s++) {
            int from = rows.from() + (first + s) * length;
            double mean = statistics[s * WIDTH];
            double residual = statistics[s * WIDTH + 1];
            double rstd = statistics[s * WIDTH + 2];
            if (gamma == null && beta == null) {
                kernels.normalize(x, from, y, from, length, mean, residual, rstd, 0);
            } else {
                int channel = (first + s) % groups * (length / positions);
                for (int at = from; at < from + length; at += positions, channel++) {
                    double scale = gamma == null ? rstd : rstd * gamma[channel];
                    kernels.normalize(x, at, y, at, positions, mean, residual, scale, beta == null ? 0 : beta[channel]);
                }
            }
        }
    }

    /** A variance that is NaN or infinite has an rstd of NaN or zero. */
    private static boolean areFinite(double[] statistics, int sets) {
        boolean finite = true;
        for (int s = 0; s < sets; s++) {
            finite &= statistics[s * WIDTH + 2] > 0;
        }
        return finite;
    }

    /** Sets whose statistics are taken at a time: fewer from memory, which is read and written best side by side. */
    private int block(Rows rows, int length) {
        int sets = rows.count() * groups;
        int elements = rows.size() <= CACHED ? BLOCK : BLOCK / 4;
        return sets <= 1 ? 1 : Math.min(sets, Math.max(1, elements / length));
    }
}
