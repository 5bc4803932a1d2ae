package org.sparknorm.core;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Counts of the values that the channels of some rows have: one count for all channels where no element is missing,
 * otherwise one for each channel.
 *
 * <p>The freedom of weighted values is {@code sum(w) - sum(w^2) / sum(w)}, the divisor of the unbiased variance: n - 1
 * where all weights are one. Two sets a and b have together {@code (Wa * (fa + 2 * Wb) + Wb * fb) / (Wa + Wb)}, W their
 * weights and f their freedoms. That is the definition written in products of pairs: nothing cancels, however unequal
 * the weights are, and where all are one it is exact.
 */
final class Counts implements Serializable {

    private static final long serialVersionUID = 1L;

    private long rows;

    /** Rows of each channel; of length 1 where all channels have the same. */
    private long[] channelRows;

    private double[] weight;
    private double[] freedom;

    private Counts(long rows, long[] channelRows, double[] weight, double[] freedom) {
        this.rows = rows;
        this.channelRows = channelRows;
        this.weight = weight;
        this.freedom = freedom;
    }

    /** Returns the counts of no rows, for any number of channels. */
    static Counts none() {
        return ofEach(1);
    }

    /** Returns the counts of no rows, with a count for each channel. */
    static Counts ofEach(int channels) {
        return new Counts(0, new long[channels], new double[channels], new double[channels]);
    }

    /** Returns the counts of rows without a missing element, each of weight one. */
    static Counts ofRows(long rows, long positions) {
        Counts counts = none();
        counts.add(rows, 1, positions);
        return counts;
    }

    /** Counts rows of one weight, in which every channel has a value at each of the positions. */
    void add(long added, double rowWeight, long positions) {
        rows += added;
        add(0, added, rowWeight, added * positions);
    }

    /** Counts values of one weight for one channel; {@link #addRow} counts the row that they are of. */
    void add(int channel, long added, double rowWeight, long values) {
        channelRows[channel] += added;
        double addedWeight = values * rowWeight;
        freedom[channel] = freedom(weight[channel], freedom[channel], addedWeight, (values - 1) * rowWeight);
        weight[channel] += addedWeight;
    }

    /** Counts a row of which some channels were counted one by one. */
    void addRow() {
        rows++;
    }

    /** Takes in other counts, which stay as they are. */
    void merge(Counts other, int channels) {
        if (other.weight.length > weight.length) {
            spread(channels);
        }
        rows += other.rows;
        for (int i = 0; i < weight.length; i++) {
            int j = other.index(i);
            channelRows[i] += other.channelRows[j];
            freedom[i] = freedom(weight[i], freedom[i], other.weight[j], other.freedom[j]);
            weight[i] += other.weight[j];
        }
    }

    /** Returns the number of rows that have a value in any channel. */
    long rows() {
        return rows;
    }

    /** Returns the number of rows that have a value in the channel. */
    long rows(int channel) {
        return channelRows[index(channel)];
    }

    /** Returns the sum of the weights of the channel's values. */
    double weight(int channel) {
        return weight[index(channel)];
    }

    double freedom(int channel) {
        return freedom[index(channel)];
    }

    /** Returns true if one count serves all channels. */
    boolean isCommon() {
        return weight.length == 1;
    }

    /** Returns true if a channel has two values, so that it has a variance. */
    boolean hasVariance() {
        return Arrays.stream(freedom).anyMatch(each -> each > 0);
    }

    Counts copy() {
        return ofChannels(0, weight.length);
    }

    /** Returns the counts of the channels {@code from} to before {@code to} alone. */
    Counts ofChannels(int from, int to) {
        int first = isCommon() ? 0 : from;
        int last = isCommon() ? 1 : to;
        return new Counts(
                rows,
                Arrays.copyOfRange(channelRows, first, last),
                Arrays.copyOfRange(weight, first, last),
                Arrays.copyOfRange(freedom, first, last));
    }

    /** Returns the number of values that {@link #toArray} gives. */
    int arrayLength() {
        return 2 + 3 * weight.length;
    }

    /** Returns all numbers in one array: rows, number of counts, and the counts. */
    double[] toArray() {
        int length = weight.length;
        double[] values = new double[arrayLength()];
        values[0] = rows;
        values[1] = length;
        for (int i = 0; i < length; i++) {
            values[2 + i] = channelRows[i];
        }
        System.arraycopy(weight, 0, values, 2 + length, length);
        System.arraycopy(freedom, 0, values, 2 + 2 * length, length);
        return values;
    }

    /** Reads counts from the beginning of an array. */
    static Counts ofArray(double[] values) {
        int length = (int) values[1];
        long[] channelRows = new long[length];
        for (int i = 0; i < length; i++) {
            channelRows[i] = (long) values[2 + i];
        }
        return new Counts(
                (long) values[0],
                channelRows,
                Arrays.copyOfRange(values, 2 + length, 2 + 2 * length),
                Arrays.copyOfRange(values, 2 + 2 * length, 2 + 3 * length));
    }

    private int index(int channel) {
        return weight.length == 1 ? 0 : channel;
    }

    private void spread(int channels) {
        long everyRow = channelRows[0];
        double everyWeight = weight[0];
        double everyFreedom = freedom[0];
        channelRows = new long[channels];
        weight = new double[channels];
        freedom = new double[channels];
        Arrays.fill(channelRows, everyRow);
        Arrays.fill(weight, everyWeight);
        Arrays.fill(freedom, everyFreedom);
    }

    private static double freedom(double weightA, double freedomA, double weightB, double freedomB) {
        if (weightA == 0 || weightB == 0) {
            return weightA == 0 ? freedomB : freedomA;
        }
        double total = weightA + weightB;
        if (total < 1e-140 || total > 1e140) {
            // A power of two: exact. Products of the scaled weights are within a double's range.
            double scale = Math.scalb(1.0, Math.getExponent(total));
            return scale * freedom(weightA / scale, freedomA / scale, weightB / scale, freedomB / scale);
        }
        return (weightA * (freedomA + 2 * weightB) + weightB * freedomB) / total;
    }
}
