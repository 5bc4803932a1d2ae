package org.sparknorm.core;

import org.sparknorm.kernel.Kernels;

/**
 * Takes the rows of one partition, one after another, into {@link Moments}.
 *
 * <p>Dense rows: sums and sums of squares around a shift, the first dense row that counts (and again each row that
 * outweighs all before it: a far first row of little weight is no good shift), in double. The relative error
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
    private final Counts counts = Counts.none();
    private SparseSums sparse;
    private IncompleteSums incomplete;

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

    /** Sum of {@code x - shift} of each channel, over the dense rows so far: the array itself. */
    public double[] sum() {
        return sum;
    }

    /** Sum of {@code (x - shift)^2} of each channel, over the dense rows so far: the array itself. */
    public double[] squares() {
        return squares;
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
        startAt(x, from, rowWeight);
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
        counts.add(1, rowWeight, positions);
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
            startAt(x, from, 1);
            Kernels.doubles().addRows(x, from, rows, shift, sum, squares);
            counts.add(rows, 1, positions);
        }
    }

    /** Adds a row of floats: as {@link #add(double[], int, double)}. */
    public void add(float[] x, int from, double rowWeight) {
        if (!counts(rowWeight)) {
            return;
        }
        startAt(x, from, rowWeight);
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
        counts.add(1, rowWeight, positions);
    }

    /** Adds rows of floats: as {@link #addRows(double[], int, int)}. */
    public void addRows(float[] x, int from, int rows) {
        if (positions > 1) {
            for (int r = 0; r < rows; r++) {
                add(x, from + r * channels * positions, 1);
            }
        } else if (rows > 0) {
            startAt(x, from, 1);
            Kernels.floats().addRows(x, from, rows, shift, sum, squares);
            counts.add(rows, 1, positions);
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

    /**
     * Adds the finite elements of a row, of which others are missing: each channel counts the values that it has. Costs
     * more than a whole row.
     */
    public void addPresent(double[] x, int from, double rowWeight) {
        if (!counts(rowWeight)) {
            return;
        }
        if (incomplete == null) {
            incomplete = new IncompleteSums(channels, positions);
        }
        incomplete.add(x, from, rowWeight);
    }

    /** The moments of all rows so far. */
    public Moments toMoments() {
        Moments moments = counts.rows() > 0 ? Moments.ofSums(counts, shift, sum, squares) : Moments.empty(channels);
        if (sparse != null) {
            moments.merge(sparse.toMoments());
        }
        return incomplete == null ? moments : moments.merge(incomplete.toMoments());
    }

    private void startAt(double[] x, int from, double rowWeight) {
        if (needsShift(rowWeight)) {
            double[] first = new double[channels];
            for (int c = 0; c < channels; c++) {
                first[c] = x[from + c * positions];
            }
            moveShift(first);
        }
    }

    private void startAt(float[] x, int from, double rowWeight) {
        if (needsShift(rowWeight)) {
            double[] first = new double[channels];
            for (int c = 0; c < channels; c++) {
                first[c] = x[from + c * positions];
            }
            moveShift(first);
        }
    }

    private boolean needsShift(double rowWeight) {
        return shift == null || PerChannelSums.outweighs(rowWeight, counts.weight(0));
    }

    private void moveShift(double[] first) {
        if (shift == null) {
            shift = first;
            return;
        }
        for (int c = 0; c < channels; c++) {
            PerChannelSums.moveShift(c, first[c], counts.weight(0), shift, sum, squares);
        }
    }

    private void addStretch(int channel, double rowWeight) {
        sum[channel] += rowWeight * stretch[0];
        squares[channel] += rowWeight * stretch[1];
    }

    private static boolean counts(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weights must be finite and not negative, found " + weight);
        }
        return weight > 0;
    }
}
