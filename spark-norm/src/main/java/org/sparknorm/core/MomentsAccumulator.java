package org.sparknorm.core;

import org.sparknorm.kernel.Kernels;

/**
 * Takes the rows of one partition, one after another, into {@link Moments}.
 *
 * <p>Dense rows: sums and sums of squares around a shift, the first dense row that counts, in double. The relative error
 * of a variance over n rows is about {@code n * 1e-16} at the worst, whatever the mean. Sparse rows cost time in
 * proportion to their non-zeros: those are summed apart, and the zeros join at the end, by count. Both kinds may be
 * mixed.
 *
 * <p>Rows of weight zero do not count. Not thread-safe: one for each partition.
 */
public final class MomentsAccumulator {

    private final int channels;
    private final int positions;
    private final double[] sum;
    private final double[] squares;
    private final double[] stretch = new double[2];
    private double[] shift;
    private SparseSums sparse;
    private long rows;
    private double weight;
    private double squaredWeight;

    /**
     * @param channels channels of a row
     * @param positions values of each channel in a row, side by side
     * @throws IllegalArgumentException if one of them is not positive
     */
    public MomentsAccumulator(int channels, int positions) {
        if (channels <= 0 || positions <= 0) {
            throw new IllegalArgumentException(
                    "channels and positions must be positive, found " + channels + " and " + positions);
        }
        this.channels = channels;
        this.positions = positions;
        this.sum = new double[channels];
        this.squares = new double[channels];
    }

    /**
     * Sums around a given shift, one a channel, that other partitions share; the array is not copied.
     *
     * @throws IllegalArgumentException if positions are not positive, or there is no channel
     */
    public MomentsAccumulator(int positions, double[] shift) {
        this(shift.length, positions);
        this.shift = shift;
    }

    /** The sums of the dense rows so far, each of weight 1, around the given shift. */
    public ShiftedSums toSums() {
        ShiftedSums sums = new ShiftedSums(shift);
        sums.add(sum, squares, weight);
        return sums;
    }

    /**
     * Adds the row {@code x[from .. from + channels * positions)}.
     *
     * @throws IllegalArgumentException if the weight is negative, infinite or NaN
     */
    public void add(double[] x, int from, double rowWeight) {
        if (!counts(rowWeight)) {
            return;
        }
        startAt(x, from);
        if (positions == 1) {
            Kernels.doubles().addRow(x, from, rowWeight, shift, sum, squares);
        } else {
            for (int c = 0; c < channels; c++) {
                stretch[0] = 0;
                stretch[1] = 0;
                Kernels.doubles().addStretch(x, from + c * positions, positions, shift[c], stretch);
                addStretch(c, rowWeight);
            }
        }
        count(rowWeight);
    }

    /**
     * Adds the {@code rows} rows {@code x[from .. from + rows * channels * positions)}, each with weight 1: faster than
     * one by one.
     */
    public void addRows(double[] x, int from, int rows) {
        if (positions > 1) {
            for (int r = 0; r < rows; r++) {
                add(x, from + r * channels * positions, 1);
            }
        } else if (rows > 0) {
            startAt(x, from);
            Kernels.doubles().addRows(x, from, rows, shift, sum, squares);
            this.rows += rows;
            weight += rows;
            squaredWeight += rows;
        }
    }

    /** Adds a row of floats: as {@link #add(double[], int, double)}. */
    public void add(float[] x, int from, double rowWeight) {
        if (!counts(rowWeight)) {
            return;
        }
        startAt(x, from);
        if (positions == 1) {
            Kernels.floats().addRow(x, from, rowWeight, shift, sum, squares);
        } else {
            for (int c = 0; c < channels; c++) {
                stretch[0] = 0;
                stretch[1] = 0;
                Kernels.floats().addStretch(x, from + c * positions, positions, shift[c], stretch);
                addStretch(c, rowWeight);
            }
        }
        count(rowWeight);
    }

    /** Adds rows of floats: as {@link #addRows(double[], int, int)}. */
    public void addRows(float[] x, int from, int rows) {
        if (positions > 1) {
            for (int r = 0; r < rows; r++) {
                add(x, from + r * channels * positions, 1);
            }
        } else if (rows > 0) {
            startAt(x, from);
            Kernels.floats().addRows(x, from, rows, shift, sum, squares);
            this.rows += rows;
            weight += rows;
            squaredWeight += rows;
        }
    }

    /**
     * Adds a sparse row.
     *
     * @param indices positions of the non-zeros in the row, each once
     * @param values their values, from {@code from} on; zeros among them are fine
     */
    public void addSparse(int[] indices, double[] values, int from, double rowWeight) {
        if (!counts(rowWeight)) {
            return;
        }
        if (sparse == null) {
            sparse = new SparseSums(channels, positions);
        }
        sparse.add(indices, values, from, rowWeight);
    }

    /** The moments of all rows so far. */
    public Moments toMoments() {
        Moments moments = weight > 0 ? dense() : Moments.empty(channels);
        return sparse == null ? moments : moments.merge(sparse.toMoments());
    }

    private Moments dense() {
        return Moments.ofSums(rows, weight, squaredWeight, shift, toSums().values());
    }

    private void startAt(double[] x, int from) {
        if (shift == null) {
            shift = new double[channels];
            for (int c = 0; c < channels; c++) {
                shift[c] = x[from + c * positions];
            }
        }
    }

    private void startAt(float[] x, int from) {
        if (shift == null) {
            shift = new double[channels];
            for (int c = 0; c < channels; c++) {
                shift[c] = x[from + c * positions];
            }
        }
    }

    private void addStretch(int channel, double rowWeight) {
        sum[channel] += rowWeight * stretch[0];
        squares[channel] += rowWeight * stretch[1];
    }

    private void count(double rowWeight) {
        rows++;
        weight += rowWeight * positions;
        squaredWeight += rowWeight * rowWeight * positions;
    }

    private static boolean counts(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weights must be finite and not negative, found " + weight);
        }
        return weight > 0;
    }
}
