package org.sparknorm.core;

/**
 * The place of rows in an array, and their shape: {@code count} rows, one after another, of {@code channels *
 * positions} values each, channel-major (NCHW). An array may hold more than the rows; what is before and behind them is
 * neither read nor written. Where several arrays are given (x and y, dy and dx), their rows begin at the same index.
 *
 * @param from index of the first value of the first row
 * @param count rows; 0: none, as on a worker without rows
 * @param channels channels of a row
 * @param positions values of each channel in a row, side by side
 */
public record Rows(int from, int count, int channels, int positions) {

    /** @throws IllegalArgumentException if from or count is negative, or channels or positions are not positive */
    public Rows {
        if (from < 0) {
            throw new IllegalArgumentException("rows must not begin before the array, found " + from);
        }
        if (count < 0) {
            throw new IllegalArgumentException("rows must not be negative, found " + count);
        }
        if (channels <= 0 || positions <= 0) {
            throw new IllegalArgumentException(
                    "channels and positions must be positive, found " + channels + " and " + positions);
        }
    }

    /** Rows from the beginning of an array on. */
    public Rows(int count, int channels, int positions) {
        this(0, count, channels, positions);
    }

    /**
     * Returns the rows that fill an array of {@code size} values.
     *
     * @throws IllegalArgumentException if the values do not divide into rows, or a row into channels
     */
    public static Rows of(int size, int count, int channels) {
        return new Rows(count, channels, Check.positions(Check.rowLength(size, count), channels));
    }

    /** Returns the same shape, from another index on. */
    public Rows from(int index) {
        return new Rows(index, count, channels, positions);
    }

    /** Returns the number of values of a row. */
    public int length() {
        return channels * positions;
    }

    /** Returns the number of values of all rows. */
    public int size() {
        return Math.multiplyExact(count, length());
    }

    /** Returns the index behind the last value of the last row. */
    int end() {
        return Math.addExact(from, size());
    }

    /** Checks that an array of so many values holds the rows. */
    void requireIn(String name, int found) {
        if (found < end()) {
            throw new IllegalArgumentException(name + " has " + found + " elements, expected at least " + end()
                    + " for " + count + " rows of " + length());
        }
    }
}
