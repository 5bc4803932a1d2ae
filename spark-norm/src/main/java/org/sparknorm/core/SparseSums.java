package org.sparknorm.core;

/**
 * Sums over the non-zeros of sparse rows. Each channel has a shift of its own, its first non-zero; its zeros are a
 * group of mean 0 that joins by the pairwise formula at the end.
 */
final class SparseSums {

    private final int positions;
    private final long[] stored;
    private final double[] storedWeight;
    private final double[] shift;
    private final double[] sum;
    private final double[] squares;
    private long rows;
    private double weight;
    private double squaredWeight;

    SparseSums(int channels, int positions) {
        this.positions = positions;
        this.stored = new long[channels];
        this.storedWeight = new double[channels];
        this.shift = new double[channels];
        this.sum = new double[channels];
        this.squares = new double[channels];
    }

    void add(int[] indices, double[] values, int from, double rowWeight) {
        for (int i = 0; i < indices.length; i++) {
            int c = indices[i] / positions;
            if (stored[c] == 0) {
                shift[c] = values[from + i];
            }
            double d = values[from + i] - shift[c];
            stored[c]++;
            storedWeight[c] += rowWeight;
            sum[c] += rowWeight * d;
            squares[c] += rowWeight * d * d;
        }
        rows++;
        weight += rowWeight * positions;
        squaredWeight += rowWeight * rowWeight * positions;
    }

    Moments toMoments() {
        int channels = shift.length;
        double[] means = new double[channels];
        double[] residuals = new double[channels];
        double[] deviations = new double[channels];
        for (int c = 0; c < channels; c++) {
            if (stored[c] == 0) {
                continue;
            }
            double residual = sum[c] / storedWeight[c];
            double deviation = Moments.deviations(sum[c], squares[c], storedWeight[c]);
            // By count, not by weight: a rest of rounded weights would be a zero that was never there.
            double zeros = stored[c] == rows * positions ? 0 : Math.max(0, weight - storedWeight[c]);
            double delta = -shift[c] - residual;
            means[c] = shift[c];
            residuals[c] = residual + delta * (zeros / weight);
            deviations[c] = deviation + delta * delta * storedWeight[c] * (zeros / weight);
        }
        return new Moments(rows, weight, squaredWeight, means, residuals, deviations);
    }
}
