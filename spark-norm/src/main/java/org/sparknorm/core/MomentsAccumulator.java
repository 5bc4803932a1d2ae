package org.sparknorm.core;

/**
 * Takes the rows of one partition, one after another, into {@link Moments}.
 *
 * <p>Dense rows: sums and sums of squares around a shift, the first dense row that counts (and again each row that
 * outweighs all before it: a far first row of little weight is no good shift), in double. The relative error of a
 * variance over n rows is about {@code n * 1e-16} at the worst, whatever the mean. Sparse rows cost time in proportion
 * to their non-zeros: those are summed apart, and the zeros join at the end, by count. Rows with missing elements are
 * summed apart too. All kinds may be mixed.
 *
 * <p>Rows of weight zero do not count. Not thread-safe: one for each partition.
 */
public final class MomentsAccumulator {

    private final int channels;
    private final int positions;
    private final double[] sum;
    private final double[] squares;
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

    /** Returns the sums of the dense rows so far, each of weight 1, around the given shift. */
    public ShiftedSums toSums() {
        ShiftedSums sums = new ShiftedSums(shift);
        sums.add(sum, squares, counts.weight(0));
        return sums;
    }

    /**
     * Adds the row {@code x[from .. from + channels * positions)}.
     *
     * @throws IllegalArgumentException if the weight is negative, infinite or NaN
     */
    public void add(double[] x, int from, double rowWeight) {
        if (counts(rowWeight)) {
            if (needsShift(rowWeight)) {
                moveShift(DoubleMomentSums.shift(x, from, channels, positions));
            }
            DoubleMomentSums.addRow(x, from, positions, rowWeight, shift, sum, squares);
            counts.add(1, rowWeight, positions);
        }
    }

    /**
     * Adds the {@code rows} rows {@code x[from .. from + rows * channels * positions)}, each with weight 1: faster than
     * one by one.
     */
    public void addRows(double[] x, int from, int rows) {
        if (rows > 0) {
            if (needsShift(1)) {
                moveShift(DoubleMomentSums.shift(x, from, channels, positions));
            }
            DoubleMomentSums.addRows(x, from, positions, rows, shift, sum, squares);
            counts.add(rows, 1, positions);
        }
    }

    /** Adds a row of floats: as {@link #add(double[], int, double)}. */
    public void add(float[] x, int from, double rowWeight) {
        if (counts(rowWeight)) {
            if (needsShift(rowWeight)) {
                moveShift(FloatMomentSums.shift(x, from, channels, positions));
            }
            FloatMomentSums.addRow(x, from, positions, rowWeight, shift, sum, squares);
            counts.add(1, rowWeight, positions);
        }
    }

    /** Adds rows of floats: as {@link #addRows(double[], int, int)}. */
    public void addRows(float[] x, int from, int rows) {
        if (rows > 0) {
            if (needsShift(1)) {
                moveShift(FloatMomentSums.shift(x, from, channels, positions));
            }
            FloatMomentSums.addRows(x, from, positions, rows, shift, sum, squares);
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

    /** Returns the moments of all rows so far. */
    public Moments toMoments() {
        Moments moments =
                counts.rows() > 0 ? Moments.ofSums(counts, shift, toSums().values()) : Moments.empty(channels);
        if (sparse != null) {
            moments.merge(sparse.toMoments());
        }
        return incomplete == null ? moments : moments.merge(incomplete.toMoments());
    }

    private boolean needsShift(double rowWeight) {
        return shift == null || PerChannelSums.outweighs(rowWeight, counts.weight(0));
    }

    private void moveShift(double[] to) {
        if (shift == null) {
            shift = to;
            return;
        }
        for (int c = 0; c < channels; c++) {
            PerChannelSums.moveShift(c, to[c], counts.weight(0), shift, sum, squares);
        }
    }

    private static boolean counts(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weights must be finite and not negative, found " + weight);
        }
        return weight > 0;
    }
}
