package org.sparknorm.kernel.vector;

import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Statistics;

/**
 * Statistics of sets, from {@link FloatSums}; those of sets that are too short, too small or too large are the
 * reference's.
 */
final class FloatStatistics {

    private static final int SHORTEST = Math.max(Lanes.PIVOTAL, Lanes.FLOATS.length());

    private final FloatKernels scalar;

    FloatStatistics(FloatKernels scalar) {
        this.scalar = scalar;
    }

    void layer(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        if (length < SHORTEST) {
            scalar.layerStatistics(x, from, length, sets, epsilon, into, at);
            return;
        }
        float[] lanes = new float[Lanes.FLOATS.length()];
        for (int s = 0; s < sets; s++) {
            int row = from + s * length;
            float pivot = FloatSums.pivot(x, row);
            FloatSums.deviations(x, row, row + length, pivot, lanes, into, at + s * Statistics.WIDTH);
        }
        // Apart from the sums, so that a set need not wait for the last additions of the one before.
        for (int s = 0; s < sets; s++) {
            finish(x, from + s * length, length, epsilon, lanes, into, at + s * Statistics.WIDTH);
        }
    }

    /**
     * Turns sums around a pivot into mean, residual and rstd. A pivot that was far from the mean is not good enough.
     */
    private void finish(float[] x, int row, int length, double epsilon, float[] lanes, double[] into, int at) {
        double inverse = 1.0 / length;
        double offset = into[at + 1] * inverse;
        double shifted = into[at + 1] * offset;
        if (shifted > Statistics.FAR * into[at + 2]) {
            FloatSums.deviations(x, row, row + length, (float) (into[at] + offset), lanes, into, at);
            offset = into[at + 1] * inverse;
            shifted = into[at + 1] * offset;
        }
        double pivot = into[at];
        double squares = into[at + 2] - shifted;
        into[at] = (float) (pivot + offset);
        into[at + 1] = pivot - into[at] + offset;
        into[at + 2] = 1 / Math.sqrt(Math.max(0, squares) * inverse + epsilon);
        if (!(squares > Lanes.FLOAT_TINY && squares < Lanes.FLOAT_HUGE)) {
            scalar.layerStatistics(x, row, length, 1, epsilon, into, at);
        }
    }

    void rms(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        float[] lanes = new float[Lanes.FLOATS.length()];
        for (int s = 0; s < sets; s++) {
            int row = from + s * length;
            int set = at + s * Statistics.WIDTH;
            double squares = FloatSums.squares(x, row, row + length, lanes);
            into[set] = 0;
            into[set + 1] = 0;
            into[set + 2] = 1 / Math.sqrt(squares / length + epsilon);
            if (!(squares > Lanes.FLOAT_TINY && squares < Lanes.FLOAT_HUGE)) {
                scalar.rmsStatistics(x, row, length, 1, epsilon, into, set);
            }
        }
    }
}
