package org.sparknorm.core;

/**
 * Sums of {@code x - shift} and of its square, for every channel: batch norm's forward half of what workers combine,
 * where all of them know the same shift. {@link Moments} merge without a common shift, by more arithmetic; these merge
 * by addition.
 */
public final class ShiftedSums extends ChannelSums {

    private static final long serialVersionUID = 1L;

    private final double[] shift;

    /** @param shift shift of each channel, the same on all workers; not copied */
    ShiftedSums(double[] shift) {
        this(new double[2 * shift.length + 1], shift);
    }

    /**
     * Returns sums whose values stand elsewhere.
     *
     * @param values the flat array, see {@link #values}; not copied
     * @param shift shift of each channel; not copied
     */
    public static ShiftedSums of(double[] values, double[] shift) {
        Check.length("sums", values, 2 * shift.length + 1);
        return new ShiftedSums(values, shift);
    }

    private ShiftedSums(double[] values, double[] shift) {
        super(values);
        this.shift = shift;
    }

    @Override
    public ShiftedSums copy() {
        return new ShiftedSums(values().clone(), shift);
    }

    @Override
    String name() {
        return "sums around a shift";
    }

    /**
     * Returns the moments of all values that were summed.
     *
     * @param positions values of each channel in a row
     */
    public Moments toMoments(int positions) {
        double n = count();
        if (n == 0) {
            return Moments.empty(channels());
        }
        return Moments.ofSums(Counts.ofRows((long) (n / positions), positions), shift, values());
    }
}
