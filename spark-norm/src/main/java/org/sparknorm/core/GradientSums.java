package org.sparknorm.core;

import java.util.Arrays;

/**
 * The two sums of batch norm's backward pass, for every channel: of dy, and of dy times xhat. They are dbeta and dgamma
 * themselves, so that one merge across workers serves the input's gradient and the parameters'.
 *
 * <p>Filled by {@link ChannelNorm#addGradients(double[], double[], Rows, GradientSums)}.
 */
public final class GradientSums extends ChannelSums {

    private static final long serialVersionUID = 1L;

    /** Sums of no rows. */
    public GradientSums(int channels) {
        this(new double[2 * channels + 1]);
    }

    private GradientSums(double[] values) {
        super(values);
    }

    @Override
    public GradientSums copy() {
        return new GradientSums(values().clone());
    }

    @Override
    String name() {
        return "gradient sums";
    }

    /** Returns a copy of the sums of dy, one a channel. */
    public double[] dbeta() {
        return Arrays.copyOf(values(), channels());
    }

    /** Returns a copy of the sums of dy times xhat, one a channel. */
    public double[] dgamma() {
        return Arrays.copyOfRange(values(), channels(), 2 * channels());
    }
}
