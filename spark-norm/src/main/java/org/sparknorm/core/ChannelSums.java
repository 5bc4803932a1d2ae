package org.sparknorm.core;

import java.io.Serializable;

/**
 * Two sums of every channel and the count of the values behind them: what workers combine to normalize their rows as
 * one batch. All of it lies in one flat array, {@code [first sum of each channel, second sum of each channel, count]},
 * and combining is plain addition, element by element: a transport may add arrays ({@link #values}) as well as merge
 * objects ({@link #merge}).
 */
public abstract sealed class ChannelSums implements Mergeable<ChannelSums>, Serializable
        permits ShiftedSums, GradientSums {

    private static final long serialVersionUID = 1L;

    private final double[] values;

    /** @param values the flat array, {@code 2 * channels + 1} values; not copied */
    ChannelSums(double[] values) {
        this.values = values;
    }

    /** Returns sums of the same numbers that share no array with these. */
    public abstract ChannelSums copy();

    /** Returns the name of these sums in errors. */
    abstract String name();

    /** Returns the flat array itself: who replaces its elements by sums over all workers has combined the sums. */
    public final double[] values() {
        return values;
    }

    public final int channels() {
        return values.length / 2;
    }

    /** Returns the number of values of each channel that were summed: rows times positions. */
    public final double count() {
        return values[values.length - 1];
    }

    /**
     * Adds the sums of other rows, which stay as they are.
     *
     * @return this
     * @throws IllegalArgumentException if the other sums are of another kind, or of other channels
     */
    @Override
    public final ChannelSums merge(ChannelSums other) {
        requireLike(other);
        for (int i = 0; i < values.length; i++) {
            values[i] += other.values[i];
        }
        return this;
    }

    /**
     * Checks that the other sums are of the same kind and of as many channels.
     *
     * @throws IllegalArgumentException if they are not
     */
    public final void requireLike(ChannelSums other) {
        if (other.getClass() != getClass() || other.values.length != values.length) {
            throw new IllegalArgumentException(other.name() + " of " + other.channels() + " channels do not merge into "
                    + name() + " of " + channels());
        }
    }

    /** Adds sums of each channel over so many more values. */
    final void add(double[] first, double[] second, double count) {
        int channels = channels();
        for (int c = 0; c < channels; c++) {
            values[c] += first[c];
            values[channels + c] += second[c];
        }
        values[2 * channels] += count;
    }
}
