package org.sparknorm.core;

/**
 * Sums over the non-zeros of sparse rows. Each channel has a shift of its own, its first non-zero; its zeros are a
 * group of mean 0 that joins by the pairwise formula at the end.
 */
final class SparseSums {

    private final int positions;
    private final PerChannelSums stored;
    private final Counts counts = Counts.none();

    SparseSums(int channels, int positions) {
        this.positions = positions;
        this.stored = new PerChannelSums(channels);
    }

    void add(int[] indices, double[] values, int from, double rowWeight) {
        for (int i = 0; i < indices.length; i++) {
            stored.add(indices[i] / positions, values[from + i], rowWeight);
        }
        counts.add(1, rowWeight, positions);
    }

    Moments toMoments() {
        double weight = counts.weight(0);
        double[] shift = new double[stored.channels()];
        double[] residual = new double[shift.length];
        double[] deviations = new double[shift.length];
        for (int c = 0; c < shift.length; c++) {
            if (stored.values(c) == 0) {
                continue;
            }
            // Counted first: the difference of rounded weights may leave a zero that is in no row.
            double zeros = stored.values(c) == counts.rows() * positions ? 0 : Math.max(0, weight - stored.weight(c));
            double delta = -stored.shift(c) - stored.residual(c);
            shift[c] = stored.shift(c);
            residual[c] = stored.residual(c) + delta * (zeros / weight);
            deviations[c] = stored.deviations(c) + Moments.squared(delta, stored.weight(c) * (zeros / weight));
        }
        return new Moments(counts.copy(), shift, residual, deviations);
    }
}
