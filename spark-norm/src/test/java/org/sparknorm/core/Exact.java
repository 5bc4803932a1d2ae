package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Mean and variance of every channel by one two-pass computation in BigDecimal: what moments have to equal, however the
 * rows were split, stored and merged.
 */
public final class Exact {

    /** Part of max(|mean|, std) that a mean may be wrong. */
    public static final double MEAN_TOLERANCE = 1e-12;

    /** Part of a variance that it may be wrong. */
    public static final double VARIANCE_TOLERANCE = 1e-9;

    private static final MathContext DIGITS = new MathContext(60);

    private final double[] mean;
    private final double[] variance;
    private final double[] unbiasedVariance;

    private Exact(int channels) {
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.unbiasedVariance = new double[channels];
    }

    /** Of rows of {@code channels * positions} values, all of weight one. */
    public static Exact of(double[][] rows, int channels) {
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        return of(rows, weights, channels);
    }

    /**
     * Of weighted rows: the unbiased variance divides by {@code sum(w) - sum(w^2) / sum(w)}, as Spark's Summarizer
     * does.
     */
    public static Exact of(double[][] rows, double[] weights, int channels) {
        Exact exact = new Exact(channels);
        for (int c = 0; c < channels; c++) {
            exact.compute(c, rows, weights);
        }
        return exact;
    }

    public double[] mean() {
        return mean.clone();
    }

    /** Divided by the sum of weights. */
    public double[] variance() {
        return variance.clone();
    }

    public double[] unbiasedVariance() {
        return unbiasedVariance.clone();
    }

    /** Asserts that mean, variance and unbiased variance are these, within the tolerances above. */
    public void assertEqualTo(Moments moments) {
        assertMean(moments.mean());
        assertVariance("variance", moments.variance(), variance);
        assertUnbiasedVariance(moments.unbiasedVariance());
    }

    /** Asserts that these are the means, within {@link #MEAN_TOLERANCE}. */
    public void assertMean(double[] found) {
        assertThat(found).hasSameSizeAs(mean);
        for (int c = 0; c < mean.length; c++) {
            double scale = Math.max(Math.abs(mean[c]), Math.sqrt(variance[c]));
            assertThat(Math.abs(found[c] - mean[c]))
                    .as("mean of channel %d: found %s, exact %s", c, found[c], mean[c])
                    .isLessThanOrEqualTo(MEAN_TOLERANCE * scale);
        }
    }

    /** Asserts that these are the unbiased variances, within {@link #VARIANCE_TOLERANCE}. */
    public void assertUnbiasedVariance(double[] found) {
        assertVariance("unbiased variance", found, unbiasedVariance);
    }

    private static void assertVariance(String name, double[] found, double[] exact) {
        assertThat(found).hasSameSizeAs(exact);
        for (int c = 0; c < exact.length; c++) {
            assertThat(Math.abs(found[c] - exact[c]))
                    .as("%s of channel %d: found %s, exact %s", name, c, found[c], exact[c])
                    .isLessThanOrEqualTo(VARIANCE_TOLERANCE * exact[c]);
        }
    }

    private void compute(int channel, double[][] rows, double[] weights) {
        BigDecimal weight = BigDecimal.ZERO;
        BigDecimal squaredWeight = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (int r = 0; r < rows.length; r++) {
            BigDecimal w = new BigDecimal(weights[r]);
            int positions = rows[r].length / mean.length;
            for (int i = channel * positions; i < (channel + 1) * positions; i++) {
                weight = weight.add(w);
                squaredWeight = squaredWeight.add(w.multiply(w));
                sum = sum.add(w.multiply(new BigDecimal(rows[r][i])));
            }
        }
        BigDecimal exactMean = sum.divide(weight, DIGITS);
        BigDecimal squares = BigDecimal.ZERO;
        for (int r = 0; r < rows.length; r++) {
            BigDecimal w = new BigDecimal(weights[r]);
            int positions = rows[r].length / mean.length;
            for (int i = channel * positions; i < (channel + 1) * positions; i++) {
                BigDecimal d = new BigDecimal(rows[r][i]).subtract(exactMean);
                squares = squares.add(w.multiply(d).multiply(d), DIGITS);
            }
        }
        mean[channel] = exactMean.doubleValue();
        variance[channel] = squares.divide(weight, DIGITS).doubleValue();
        BigDecimal unbiasedWeight = weight.subtract(squaredWeight.divide(weight, DIGITS));
        unbiasedVariance[channel] = unbiasedWeight.signum() > 0
                ? squares.divide(unbiasedWeight, DIGITS).doubleValue()
                : Double.NaN;
    }
}
