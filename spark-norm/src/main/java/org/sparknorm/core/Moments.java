package org.sparknorm.core;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Count, mean and sum of squared deviations of every channel: what workers merge to normalize a batch as one batch.
 *
 * <p>Mergeable in any order and grouping, by the pairwise formula of Chan, Golub and LeVeque (1979). The mean is kept
 * as a shift and a residual, two doubles, since one double at mean 1e8 and standard deviation 1 makes the merged
 * variance 1e-8 wrong; with two it stays below 1e-9 relative to a computation in exact arithmetic. Filled by
 * {@link MomentsAccumulator}.
 *
 * <p>Empty moments (no rows) are the neutral element of {@link #merge}; their {@link #mean} and variances are NaN. A
 * channel that met a NaN or an infinite value has a NaN variance. Weights mean what they mean in Spark's Summarizer:
 * the unbiased variance divides by {@code sum(w) - sum(w^2) / sum(w)}, which is n - 1 for weights of one.
 */
public final class Moments implements Mergeable<Moments>, Serializable {

    private static final long serialVersionUID = 1L;
    private static final int HEAD = 3;

    private long rows;
    private double weight;
    private double squaredWeight;
    private final double[] shift;
    private final double[] residual;
    private final double[] squares;

    /**
     * @param rows rows that counted
     * @param weight sum of the weights of the values of one channel: rows times positions, where weights are one
     * @param squaredWeight sum of their squares
     * @param shift rounded mean of each channel, to which {@code residual} adds
     * @param squares weighted sum of squared deviations from the mean, of each channel
     */
    Moments(long rows, double weight, double squaredWeight, double[] shift, double[] residual, double[] squares) {
        this.rows = rows;
        this.weight = weight;
        this.squaredWeight = squaredWeight;
        this.shift = shift;
        this.residual = residual;
        this.squares = squares;
    }

    /**
     * The one way from sums to moments: in weighted sums around a shift, {@code mean = shift + sum / weight} and the
     * squared deviations from the mean are {@code squares - sum * (sum / weight)}.
     *
     * @param rows rows that counted
     * @param weight sum of the weights of the values of one channel, above 0
     * @param squaredWeight sum of their squares
     * @param shift shift of each channel; copied
     * @param sums sum of {@code x - shift} of each channel, then sum of its square of each channel
     */
    static Moments ofSums(long rows, double weight, double squaredWeight, double[] shift, double[] sums) {
        int channels = shift.length;
        double[] residual = new double[channels];
        double[] deviations = new double[channels];
        for (int c = 0; c < channels; c++) {
            residual[c] = sums[c] / weight;
            deviations[c] = deviations(sums[c], sums[channels + c], weight);
        }
        return new Moments(rows, weight, squaredWeight, shift.clone(), residual, deviations);
    }

    /** Squared deviations from the mean, from sums around a shift: not below 0 by rounding; NaN stays NaN. */
    static double deviations(double sum, double squares, double weight) {
        return Math.max(0, squares - sum * (sum / weight));
    }

    /** Moments of no rows. */
    public static Moments empty(int channels) {
        return new Moments(0, 0, 0, new double[channels], new double[channels], new double[channels]);
    }

    /**
     * Moments as {@link #toArray} gave them.
     *
     * @throws IllegalArgumentException if the length is not one that toArray gives
     */
    public static Moments ofArray(double[] values) {
        int channels = (values.length - HEAD) / 3;
        if (values.length != HEAD + 3 * channels) {
            throw new IllegalArgumentException("found " + values.length + " values, expected 3 + 3 * channels");
        }
        Moments moments = empty(channels);
        moments.rows = (long) values[0];
        moments.weight = values[1];
        moments.squaredWeight = values[2];
        System.arraycopy(values, HEAD, moments.shift, 0, channels);
        System.arraycopy(values, HEAD + channels, moments.residual, 0, channels);
        System.arraycopy(values, HEAD + 2 * channels, moments.squares, 0, channels);
        return moments;
    }

    /** All that these moments hold, {@code 3 + 3 * channels} values for {@link #ofArray}. */
    public double[] toArray() {
        int channels = channels();
        double[] values = new double[HEAD + 3 * channels];
        values[0] = rows;
        values[1] = weight;
        values[2] = squaredWeight;
        System.arraycopy(shift, 0, values, HEAD, channels);
        System.arraycopy(residual, 0, values, HEAD + channels, channels);
        System.arraycopy(squares, 0, values, HEAD + 2 * channels, channels);
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
        if (other.weight == 0) {
            return this;
        }
        double total = weight + other.weight;
        double otherShare = other.weight / total;
        for (int c = 0; c < shift.length; c++) {
            if (weight == 0) {
                shift[c] = other.shift[c];
                residual[c] = other.residual[c];
                squares[c] = other.squares[c];
            } else {
                double delta = (other.shift[c] - shift[c]) + (other.residual[c] - residual[c]);
                residual[c] += delta * otherShare;
                squares[c] += other.squares[c] + delta * delta * weight * otherShare;
            }
        }
        rows += other.rows;
        weight = total;
        squaredWeight += other.squaredWeight;
        return this;
    }

    /** Returns the moments of the channels {@code from} to before {@code to} alone. */
    public Moments ofChannels(int from, int to) {
        return new Moments(
                rows,
                weight,
                squaredWeight,
                Arrays.copyOfRange(shift, from, to),
                Arrays.copyOfRange(residual, from, to),
                Arrays.copyOfRange(squares, from, to));
    }

    public int channels() {
        return shift.length;
    }

    /** Rows that counted: those of weight zero do not. */
    public long rows() {
        return rows;
    }

    /** Sum of the weights of the values of one channel: rows times positions, where all weights are one. */
    public double weight() {
        return weight;
    }

    /** Mean of each channel, rounded to one double. */
    public double[] mean() {
        double[] mean = new double[channels()];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = weight > 0 ? shift[c] + residual[c] : Double.NaN;
        }
        return mean;
    }

    /** Returns what {@link #mean} lost in rounding: mean + meanResidual is the mean in two doubles. */
    public double[] meanResidual() {
        double[] lost = new double[channels()];
        for (int c = 0; c < lost.length; c++) {
            // TwoSum (Knuth): the exact rounding error of shift + residual.
            double mean = shift[c] + residual[c];
            double part = mean - shift[c];
            lost[c] = (shift[c] - (mean - part)) + (residual[c] - part);
        }
        return lost;
    }

    /** Biased variance (divided by n) of each channel: what training normalizes with. */
    public double[] variance() {
        return scaledSquares(weight);
    }

    /** Unbiased variance (divided by n - 1) of each channel: what running statistics keep. */
    public double[] unbiasedVariance() {
        return scaledSquares(unbiasedWeight());
    }

    /**
     * This, if it holds at least two values a channel: one value has no variance to normalize with.
     *
     * @throws IllegalStateException if there is none, or one
     */
    public Moments requireVariance() {
        if (!hasVariance()) {
            throw new IllegalStateException("batch statistics need at least 2 values per channel, found "
                    + (rows == 0 ? "no rows" : rows + (rows == 1 ? " row" : " rows") + " of total weight " + weight));
        }
        return this;
    }

    /** Whether there are at least two values a channel. */
    public boolean hasVariance() {
        return unbiasedWeight() > 0;
    }

    /** Written so that one value of any weight gives 0, which weight - squaredWeight / weight rounds away from. */
    private double unbiasedWeight() {
        return (weight * weight - squaredWeight) / weight;
    }

    private double[] scaledSquares(double divisor) {
        double[] variance = new double[channels()];
        for (int c = 0; c < variance.length; c++) {
            variance[c] = divisor > 0 ? squares[c] / divisor : Double.NaN;
        }
        return variance;
    }
}
