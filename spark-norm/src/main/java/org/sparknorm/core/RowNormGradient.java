package org.sparknorm.core;

/**
 * Backward pass of {@link RowNorm}. With {@code g = gamma * dy} and n elements in a set:
 *
 * <pre>{@code dx = rstd * (g - sum(g) / n - xhat * sum(g * xhat) / n)}</pre>
 *
 * <p>without the first sum where the norm is not centered; {@code dgamma = sum(dy * xhat)} and {@code dbeta = sum(dy)}
 * over the elements of a channel.
 */
public final class RowNormGradient {

    private final RowNorm norm;

    /** @param norm the norm of the forward pass */
    public RowNormGradient(RowNorm norm) {
        this.norm = norm;
    }

    /**
     * Writes dx, and adds to dgamma and dbeta.
     *
     * @param statistics statistics of the forward pass
     * @param gamma scale of each channel; null: ones
     * @param dx may be dy
     * @param dgamma one a channel, added to
     * @param dbeta one a channel, added to; null: not wanted, as for RMS norm, which has no beta
     * @throws IllegalArgumentException if an array is too short, or channels do not divide into groups
     */
    public void backward(
            double[] dy,
            double[] x,
            Rows rows,
            double[] statistics,
            double[] gamma,
            double[] dx,
            double[] dgamma,
            double[] dbeta) {
        new DoubleRowNormGradient(norm, dy, x, rows, statistics, gamma, dx, dgamma, dbeta).backward();
    }

    /** As {@link #backward(double[], double[], Rows, double[], double[], double[], double[], double[])}, of floats. */
    public void backward(
            float[] dy,
            float[] x,
            Rows rows,
            double[] statistics,
            float[] gamma,
            float[] dx,
            double[] dgamma,
            double[] dbeta) {
        new FloatRowNormGradient(norm, dy, x, rows, statistics, gamma, dx, dgamma, dbeta).backward();
    }
}
