package org.sparknorm.core;

import org.sparknorm.kernel.Kernels;

/** The walk of {@link MomentsAccumulator} over float rows. */
final class FloatMomentSums {

    private FloatMomentSums() {}

    /** Returns the first value of each channel of the row {@code x[from ..]}. */
    static double[] shift(float[] x, int from, int channels, int positions) {
        double[] shift = new double[channels];
        for (int c = 0; c < channels; c++) {
            shift[c] = x[from + c * positions];
        }
        return shift;
    }

    /** Adds one row to sums and sums of squares around the shift. */
    static void addRow(
            float[] x, int from, int positions, double weight, double[] shift, double[] sum, double[] squares) {
        if (positions == 1) {
            Kernels.floats().addRow(x, from, weight, shift, sum, squares);
            return;
        }
        double[] sums = new double[2];
        for (int c = 0; c < shift.length; c++) {
            sums[0] = 0;
            sums[1] = 0;
            Kernels.floats().addRange(x, from + c * positions, positions, shift[c], sums);
            sum[c] += weight * sums[0];
            squares[c] += weight * sums[1];
        }
    }

    /** Adds neighbouring rows, each of weight 1. */
    static void addRows(float[] x, int from, int positions, int rows, double[] shift, double[] sum, double[] squares) {
        if (positions == 1) {
            Kernels.floats().addRows(x, from, rows, shift, sum, squares);
            return;
        }
        for (int r = 0; r < rows; r++) {
            addRow(x, from + r * shift.length * positions, positions, 1, shift, sum, squares);
        }
    }
}
