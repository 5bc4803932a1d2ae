package org.sparknorm.core;

import java.io.Serializable;

/**
 * The two sums of batch norm's backward pass, for every channel: of dy, and of dy times xhat. They are dbeta and dgamma
 * themselves, so that one merge across workers serves the input's gradient and the parameters'.
 *
 * <p>Mergeable in any order by plain addition; filled by {@link ChannelNorm#addGradients(double[], double[], Rows,
 * GradientSums)}.
 */
public final class GradientSums implements Mergeable<GradientSums>, Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] dbeta;
    private final double[] dgamma;
    private double count;

    /** Sums of no rows. */
    public GradientSums(int channels) {
        this(new double[channels], new double[channels], 0);
    }

    /**
     * Given sums; the arrays are not copied.
     *
     * @param count values of each channel that were summed
     */
    public GradientSums(double[] dbeta, double[] dgamma, double count) {
        this.dbeta = dbeta;
        this.dgamma = dgamma;
        this.count = count;
    }

    /**
     * Adds the sums of other rows, which stay as they are.
     *
     * @return this
     * @throws IllegalArgumentException if the number of channels differs
     */
    @Override
    public GradientSums merge(GradientSums other) {
        if (other.dbeta.length != dbeta.length) {
            throw new IllegalArgumentException(
                    "gradient sums of " + other.dbeta.length + " channels do not merge into sums of " + dbeta.length);
        }
        for (int c = 0; c < dbeta.length; c++) {
            dbeta[c] += other.dbeta[c];
            dgamma[c] += other.dgamma[c];
        }
        count += other.count;
        return this;
    }

    /** Sum of dy, of each channel. */
    public double[] dbeta() {
        return dbeta;
    }

    /** Sum of dy times xhat, of each channel. */
    public double[] dgamma() {
        return dgamma;
    }

    /** Values of each channel that were summed: rows times positions. */
    public double count() {
        return count;
    }

    void count(double values) {
        count += values;
    }
}
