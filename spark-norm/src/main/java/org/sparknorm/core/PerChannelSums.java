package org.sparknorm.core;

/** Sums over the values of each channel, around a shift of the channel's own: its first value. */
final class PerChannelSums {

    private final long[] values;
    private final double[] weight;
    private final double[] shift;
    private final double[] sum;
    private final double[] squares;

    PerChannelSums(int channels) {
        this.values = new long[channels];
        this.weight = new double[channels];
        this.shift = new double[channels];
        this.sum = new double[channels];
        this.squares = new double[channels];
    }

    void add(int c, double x, double valueWeight) {
        if (values[c] == 0) {
            shift[c] = x;
        } else if (outweighs(valueWeight, weight[c])) {
            moveShift(c, x, weight[c], shift, sum, squares);
        }
        double d = x - shift[c];
        values[c]++;
        weight[c] += valueWeight;
        sum[c] += valueWeight * d;
        squares[c] += valueWeight * d * d;
    }

    int channels() {
        return values.length;
    }

    long values(int c) {
        return values[c];
    }

    double weight(int c) {
        return weight[c];
    }

    double shift(int c) {
        return shift[c];
    }

    /** Returns the residual: the mean is {@code shift + residual}. */
    double residual(int c) {
        return values[c] == 0 ? 0 : sum[c] / weight[c];
    }

    /** Returns the sum of squared deviations from the mean. */
    double deviations(int c) {
        return values[c] == 0 ? 0 : Moments.deviations(sum[c], squares[c], weight[c]);
    }

    /**
     * Returns true if the values so far weigh so little beside one more that a shift far from the others would drown
     * those.
     */
    static boolean outweighs(double added, double soFar) {
        return soFar > 0 && added > 4 * soFar;
    }

    /** Changes the sums of a channel, of values of some weight, from their shift to another. */
    static void moveShift(int c, double to, double weight, double[] shift, double[] sum, double[] squares) {
        double d = shift[c] - to;
        squares[c] += d * (2 * sum[c] + weight * d);
        sum[c] += weight * d;
        shift[c] = to;
    }
}
