package org.sparknorm.core;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Count, mean and sum of squared deviations of every channel: what workers merge to normalize a batch as one batch.
 *
 * <p>Mergeable in any order and grouping, by the pairwise formula of Chan, Golub and LeVeque (1979). The mean is kept
 * as a shift and a residual, two doubles, since one double at mean 1e8 and standard deviation 1 makes the merged
 * variance 1e-8 wrong; with two it stays below 1e-9 relative to a computation in exact arithmetic. Filled by
 * {@link MomentsAccumulator}.
 *
 * <p>Empty moments (no rows) are the neutral element of {@link #merge}; their {@link #mean} and variances are NaN. So
 * are those of a channel without values, where elements are missing ({@link MomentsAccumulator#addPresent}): each
 * channel has a count of its own then. A channel that met a NaN or an infinite value has a NaN variance; one whose
 * values differ has a variance above 0, be it the least double. Weights mean what they mean in Spark's Summarizer: the
 * unbiased variance divides by {@code sum(w) - sum(w^2) / sum(w)}, which is n - 1 for weights of one.
 */
public final class Moments implements Mergeable<Moments>, Serializable {

    private static final long serialVersionUID = 1L;

    private final Counts counts;
    private final double[] shift;
    private final double[] residual;
    private final double[] squares;

    /**
     * @param counts values of each channel
     * @param shift high part of the mean of each channel; {@code residual} is the low one
     * @param squares weighted sum of squared deviations from the mean, of each channel
     */
    Moments(Counts counts, double[] shift, double[] residual, double[] squares) {
        this.counts = counts;
        this.shift = shift;
        this.residual = residual;
        this.squares = squares;
    }

    /**
     * Makes moments of sums, the one way to do so: in weighted sums around a shift, {@code mean = shift + sum / weight}
     * and the squared deviations from the mean are {@code squares - sum * (sum / weight)}.
     *
     * @param counts values of each channel, at least one; copied
     * @param shift shift of each channel; copied
     * @param sums sum of {@code x - shift} of each channel, then sum of its square of each channel
     */
    static Moments ofSums(Counts counts, double[] shift, double[] sums) {
        int channels = shift.length;
        double[] residual = new double[channels];
        double[] deviations = new double[channels];
        for (int c = 0; c < channels; c++) {
            residual[c] = sums[c] / counts.weight(c);
            deviations[c] = deviations(sums[c], sums[channels + c], counts.weight(c));
        }
        return new Moments(counts.copy(), shift.clone(), residual, deviations);
    }

    /**
     * Returns the squared deviations from the mean, from sums around a shift: not below 0 by rounding; NaN stays NaN.
     */
    static double deviations(double sum, double squares, double weight) {
        return squares == 0 && sum != 0 ? Double.MIN_VALUE : Math.max(0, squares - sum * (sum / weight));
    }

    /** Returns the classes that travel between processes where moments do. */
    public static List<Class<?>> onTheWire() {
        return List.of(Moments.class, Moments[].class, Counts.class);
    }

    /** Returns the moments of no rows. */
    public static Moments empty(int channels) {
        return new Moments(Counts.none(), new double[channels], new double[channels], new double[channels]);
    }

    /** Returns the moments as {@link #toArray} gave them. */
    public static Moments ofArray(double[] values) {
        Counts counts = Counts.ofArray(values);
        int head = counts.arrayLength();
        int channels = (values.length - head) / 3;
        return new Moments(
                counts,
                Arrays.copyOfRange(values, head, head + channels),
                Arrays.copyOfRange(values, head + channels, head + 2 * channels),
                Arrays.copyOfRange(values, head + 2 * channels, values.length));
    }

    /** Returns all that these moments hold, for {@link #ofArray}. */
    public double[] toArray() {
        int head = counts.arrayLength();
        int channels = channels();
        double[] values = Arrays.copyOf(counts.toArray(), head + 3 * channels);
        System.arraycopy(shift, 0, values, head, channels);
        System.arraycopy(residual, 0, values, head + channels, channels);
        System.arraycopy(squares, 0, values, head + 2 * channels, channels);
        return values;
    }

    /**
     * Takes in the rows behind {@code other}, which stays as it is.
     *
     * @return this
     * @throws IllegalArgumentException if the number of channels differs
     */
    @Override
    public Moments merge(Moments other) {
        if (other.channels() != channels()) {
            throw new IllegalArgumentException(
                    "moments of " + other.channels() + " channels do not merge into moments of " + channels());
        }
        for (int c = 0; c < shift.length; c++) {
            double own = counts.weight(c);
            double added = other.counts.weight(c);
            if (own == 0) {
                shift[c] = other.shift[c];
                residual[c] = other.residual[c];
                squares[c] = other.squares[c];
            } else if (added > 0) {
                double addedShare = added / (own + added);
                double delta = (other.shift[c] - shift[c]) + (other.residual[c] - residual[c]);
                residual[c] += delta * addedShare;
                squares[c] += other.squares[c] + squared(delta, own * addedShare);
            }
        }
        counts.merge(other.counts, channels());
        return this;
    }

    /** Returns the weighted square of the difference of two means; above 0 where they differ. */
    static double squared(double delta, double weight) {
        double squared = delta * delta * weight;
        return squared == 0 && delta != 0 && weight != 0 ? Double.MIN_VALUE : squared;
    }

    /** Returns the moments of the channels {@code from} to before {@code to} alone. */
    public Moments ofChannels(int from, int to) {
        return new Moments(
                counts.ofChannels(from, to),
                Arrays.copyOfRange(shift, from, to),
                Arrays.copyOfRange(residual, from, to),
                Arrays.copyOfRange(squares, from, to));
    }

    public int channels() {
        return shift.length;
    }

    /** Returns the number of rows that counted, in one channel at least: those of weight zero do not. */
    public long rows() {
        return counts.rows();
    }

    /** Returns the number of rows that counted in a channel: those in which it has a value. */
    public long rows(int channel) {
        return counts.rows(channel);
    }

    /** Returns the sum of the weights of a channel's values: rows times positions, where all weights are one. */
    public double weight(int channel) {
        return counts.weight(channel);
    }

    /** Returns the mean of each channel, rounded to one double. */
    public double[] mean() {
        double[] mean = new double[channels()];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = counts.weight(c) > 0 ? shift[c] + residual[c] : Double.NaN;
        }
        return mean;
    }

    /** Returns what {@link #mean} lost in rounding: mean + meanResidual is the mean in two doubles. */
    double[] meanResidual() {
        double[] lost = new double[channels()];
        for (int c = 0; c < lost.length; c++) {
            // TwoSum (Knuth): the exact rounding error of shift + residual.
            double mean = shift[c] + residual[c];
            double part = mean - shift[c];
            lost[c] = (shift[c] - (mean - part)) + (residual[c] - part);
        }
        return lost;
    }

    /** Returns the biased variance (divided by n) of each channel: what training normalizes with. */
    public double[] variance() {
        double[] variance = new double[channels()];
        for (int c = 0; c < variance.length; c++) {
            variance[c] = divided(squares[c], counts.weight(c));
        }
        return variance;
    }

    /** Returns the unbiased variance (divided by n - 1) of each channel: what running statistics keep. */
    public double[] unbiasedVariance() {
        double[] variance = new double[channels()];
        for (int c = 0; c < variance.length; c++) {
            variance[c] = divided(squares[c], counts.freedom(c));
        }
        return variance;
    }

    /** Returns true if there are at least two values a channel; where elements are missing, in one channel at least. */
    public boolean hasVariance() {
        return counts.hasVariance();
    }

    /** Returns true if the channel has at least two values. */
    public boolean hasVariance(int channel) {
        return counts.freedom(channel) > 0;
    }

    /**
     * Returns this, if {@link #hasVariance}: one value has no variance to normalize with.
     *
     * @throws IllegalStateException if there is none
     */
    public Moments requireVariance() {
        if (!hasVariance()) {
            throw new IllegalStateException("batch statistics need at least 2 values per channel, found " + found());
        }
        return this;
    }

    private String found() {
        if (rows() == 0) {
            return "no rows";
        }
        return rows()
                + (rows() == 1 ? " row" : " rows")
                + (counts.isCommon()
                        ? " of total weight " + counts.weight(0)
                        : " that have at most one value in each channel");
    }

    private static double divided(double squares, double divisor) {
        if (!(divisor > 0)) {
            return Double.NaN;
        }
        return squares > 0 ? Math.max(Double.MIN_VALUE, squares / divisor) : squares;
    }
}
