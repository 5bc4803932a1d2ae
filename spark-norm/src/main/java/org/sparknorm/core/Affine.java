package org.sparknorm.core;

import java.io.Serializable;

/**
 * The learned part of a norm: {@code y = gamma * xhat + beta}, one gamma and one beta a channel. Immutable by contract:
 * the arrays are not copied.
 *
 * @param gamma scale of each channel; null: ones
 * @param beta shift of each channel; null: zeros
 */
public record Affine(double[] gamma, double[] beta) implements Serializable {

    /** Ones and zeros, for any number of channels. */
    public static final Affine NONE = new Affine(null, null);

    /**
     * Returns this, if gamma and beta fit so many channels.
     *
     * @throws IllegalArgumentException if gamma or beta has another length than {@code channels}
     */
    public Affine requireChannels(int channels) {
        Check.length("gamma", gamma, channels);
        Check.length("beta", beta, channels);
        return this;
    }

    double gammaOf(int channel) {
        return gamma == null ? 1 : gamma[channel];
    }

    double betaOf(int channel) {
        return beta == null ? 0 : beta[channel];
    }
}
