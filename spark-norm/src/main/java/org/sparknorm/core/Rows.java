package org.sparknorm.core;

/**
 * The shape of the rows in an array: {@code count} rows, one after another, of {@code channels * positions} values each,
 * channel-major (NCHW). An array may hold more than the rows; what follows them is neither read nor written.
 *
 * @param count rows; 0: none, as on a worker without rows
 * @param channels channels of a row
 * @param positions values of each channel in a row, side by side
 */
public record Rows(int count, int channels, int positions) {

    /**
     * @throws IllegalArgumentException if count is negative, or channels or positions are not positive
     */
    public Rows {
        if (count < 0) {
            throw new IllegalArgumentException("rows must not be negative, found " + count);
        }
        if (channels <= 0 || positions <= 0) {
            throw new IllegalArgumentException(
                    "channels and positions must be positive, found " + channels + " and " + positions);
        }
    }

    /**
     * The rows that fill an array of {@code size} values.
     *
     * @throws IllegalArgumentException if the values do not divide into rows, or a row into channels
     */
    public static Rows of(int size, int count, int channels) {
        return new Rows(count, channels, Check.positions(Check.rowLength(size, count), channels));
    }

    /** Values of a row. */
    public int length() {
        return channels * positions;
    }

    /** Values of all rows. */
    public int size() {
        return Math.multiplyExact(count, length());
    }

    /** Checks that an array of so many values holds the rows. */
    void requireIn(String name, int found) {
        if (found < size()) {
            throw new IllegalArgumentException(name + " has " + found + " elements, expected at least " + size()
                    + " for " + count + " rows of " + length());
        }
    }
}
