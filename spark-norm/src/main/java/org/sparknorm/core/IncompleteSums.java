package org.sparknorm.core;

/** Sums over rows in which elements are missing: each channel counts the values that it has. */
final class IncompleteSums {

    private final int positions;
    private final PerChannelSums sums;
    private final Counts counts;

    IncompleteSums(int channels, int positions) {
        this.positions = positions;
        this.sums = new PerChannelSums(channels);
        this.counts = Counts.ofEach(channels);
    }

    /** Adds the finite elements of a row. */
    void add(double[] x, int from, double rowWeight) {
        boolean any = false;
        for (int c = 0; c < sums.channels(); c++) {
            int present = 0;
            for (int i = from + c * positions, end = i + positions; i < end; i++) {
                if (Double.isFinite(x[i])) {
                    sums.add(c, x[i], rowWeight);
                    present++;
                }
            }
            if (present > 0) {
                counts.add(c, 1, rowWeight, present);
                any = true;
            }
        }
        if (any) {
            counts.addRow();
        }
    }

    Moments toMoments() {
        double[] shift = new double[sums.channels()];
        double[] residual = new double[shift.length];
        double[] deviations = new double[shift.length];
        for (int c = 0; c < shift.length; c++) {
            shift[c] = sums.shift(c);
            residual[c] = sums.residual(c);
            deviations[c] = sums.deviations(c);
        }
        return new Moments(counts.copy(), shift, residual, deviations);
    }
}
