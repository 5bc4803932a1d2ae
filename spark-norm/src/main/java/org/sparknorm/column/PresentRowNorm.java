package org.sparknorm.column;

import org.sparknorm.core.RowNorm;
import org.sparknorm.core.Rows;

/**
 * A {@link RowNorm} for any row. Elements that are NaN or infinite are missing: the statistics of their set are those
 * of the others, and they come out as NaN. Each set is scaled by a power of two, which costs no bit, so that the
 * squares of its elements are in range whatever their magnitude.
 *
 * @param gamma one a channel; null: ones
 * @param beta one a channel; null: zeros
 */
record PresentRowNorm(RowNorm norm, double[] gamma, double[] beta) {

    /**
     * The elements of a set that are there, scaled.
     *
     * @param values elements, {@code count} of them
     * @param scale power of two by which they were multiplied
     * @param epsilon the norm's, for scaled elements
     */
    private record Present(double[] values, int count, double scale, double epsilon) {

        static Present of(double[] x, int from, int length, double epsilon) {
            double[] values = new double[length];
            int count = 0;
            double largest = Math.sqrt(epsilon);
            for (int i = from; i < from + length; i++) {
                if (Double.isFinite(x[i])) {
                    values[count++] = x[i];
                    largest = Math.max(largest, Math.abs(x[i]));
                }
            }
            double scale = Math.scalb(1.0, -Math.getExponent(largest));
            for (int i = 0; i < count; i++) {
                values[i] *= scale;
            }
            double root = Math.sqrt(epsilon) * scale;
            return new Present(values, count, scale, Math.max(root * root, Double.MIN_NORMAL));
        }
    }

    /**
     * Normalizes one row.
     *
     * @param y may be x
     */
    void normalize(double[] x, Rows row, double[] y) {
        int length = row.size() / norm.groups();
        for (int group = 0; group < norm.groups() && length > 0; group++) {
            int from = row.from() + group * length;
            Present present = Present.of(x, from, length, norm.epsilon());
            double[] statistics = present.count == 0
                    ? new double[3]
                    : new RowNorm(1, norm.centered(), present.epsilon)
                            .statistics(present.values, new Rows(1, present.count, 1));
            for (int i = from; i < from + length; i++) {
                double xhat = (x[i] * present.scale - statistics[0] - statistics[1]) * statistics[2];
                int channel = (i - row.from()) / row.positions();
                y[i] = Double.isFinite(x[i]) ? affine(xhat, channel) : Double.NaN;
            }
        }
    }

    /** Normalizes by the root mean square of {@code size} elements, of which all but the stored ones are zero. */
    void normalizeStored(int size, int[] indices, double[] x, int from, double[] y) {
        int stored = indices.length;
        Present present = Present.of(x, from, stored, norm.epsilon());
        double rstd = new RowNorm(1, false, present.epsilon)
                .rstdOfStored(present.values, 0, present.count, Math.max(1, size - stored + present.count));
        for (int i = 0; i < stored; i++) {
            double value = x[from + i];
            y[from + i] = Double.isFinite(value) ? affine(value * present.scale * rstd, indices[i]) : Double.NaN;
        }
    }

    private double affine(double xhat, int channel) {
        return xhat * (gamma == null ? 1 : gamma[channel]) + (beta == null ? 0 : beta[channel]);
    }
}
