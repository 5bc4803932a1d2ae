package org.sparknorm.core;

/**
 * Takes the rows of one partition, one after another, into {@link Moments}.
 *
 * <p>Dense rows: sums and sums of squares around a shift, the first dense row that counts, in double. The relative
 * error of a variance over n rows is about {@code n * 1e-16} at the worst, whatever the mean. Sparse rows cost time in
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
        if (counts(rowWeight)) {
            shift = shift == null ? DoubleMomentSums.shift(x, from, channels, positions) : shift;
            DoubleMomentSums.addRow(x, from, positions, rowWeight, shift, sum, squares);
            count(1, rowWeight);
        }
    }

    /**
     * Adds the {@code rows} rows {@code x[from .. from + rows * channels * positions)}, each with weight 1: faster than
     * one by one.
     */
    public void addRows(double[] x, int from, int rows) {
        if (rows > 0) {
            shift = shift == null ? DoubleMomentSums.shift(x, from, channels, positions) : shift;
            DoubleMomentSums.addRows(x, from, positions, rows, shift, sum, squares);
            count(rows, 1);
        }
    }

    /** Adds a row of floats: as {@link #add(double[], int, double)}. */
    public void add(float[] x, int from, double rowWeight) {
        if (counts(rowWeight)) {
            shift = shift == null ? FloatMomentSums.shift(x, from, channels, positions) : shift;
            FloatMomentSums.addRow(x, from, positions, rowWeight, shift, sum, squares);
            count(1, rowWeight);
        }
    }

    /** Adds rows of floats: as {@link #addRows(double[], int, int)}. */
    public void addRows(float[] x, int from, int rows) {
        if (rows > 0) {
            shift = shift == null ? FloatMomentSums.shift(x, from, channels, positions) : shift;
            FloatMomentSums.addRows(x, from, positions, rows, shift, sum, squares);
            count(rows, 1);
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

    private void count(int added, double rowWeight) {
        rows += added;
        weight += added * rowWeight * positions;
        squaredWeight += added * rowWeight * rowWeight * positions;
    }

    private static boolean counts(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weights must be finite and not negative, found " + weight);
        }
        return weight > 0;
    }
}
