package org.sparknorm.column;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparknorm.core.Affine;
import org.sparknorm.core.RowNorm;
import org.sparknorm.core.Rows;

/** A norm that stays within a row, with its gamma and beta, as it is applied to a column. */
public final class RowNormFunction implements RowFunction {

    private static final long serialVersionUID = 1L;

    /** Epsilon below which a variance that underflows would still count beside it. */
    private static final double LEAST_EPSILON = 1e-280;

    /** Magnitude of gamma and beta up to which results of ordinary rows are in the range of floats. */
    private static final double LARGEST_PARAMETER = 1e30;

    private final RowNorm norm;
    private final int channels;
    private final double[] gamma;
    private final double[] beta;
    private final float[] floatGamma;
    private final float[] floatBeta;

    /** True where a parameter is so far out that a row of ordinary numbers may leave the range of its type. */
    private final boolean extreme;

    /**
     * @param channels channels of a row; 0: every element its own
     * @param gamma scale of each channel or element; null: ones
     * @param beta shift of each channel or element; null: zeros
     */
    public RowNormFunction(RowNorm norm, int channels, double[] gamma, double[] beta) {
        this.norm = norm;
        this.channels = channels;
        this.gamma = gamma;
        this.beta = beta;
        this.floatGamma = toFloats(gamma);
        this.floatBeta = toFloats(beta);
        this.extreme = norm.epsilon() < LEAST_EPSILON || isExtreme(gamma) || isExtreme(beta);
    }

    @Override
    public Rows shape(int length) {
        requireLength(length);
        return length == 0 ? new Rows(0, Math.max(1, channels), 1) : Rows.of(length, 1, channelsOf(length));
    }

    @Override
    public boolean apply(double[] x, Rows row, double[] y) {
        return !extreme && norm.normalize(x, row, gamma, beta, y);
    }

    @Override
    public boolean apply(float[] x, Rows row, float[] y) {
        return !extreme && norm.normalize(x, row, floatGamma, floatBeta, y);
    }

    @Override
    public void applyToPresent(double[] x, Rows row, double[] y) {
        new PresentRowNorm(norm, gamma, beta).normalize(x, row, y);
    }

    /** RMS norm leaves zeros where they are: the root mean square of all elements comes from the stored ones alone. */
    @Override
    public boolean keepsZeros() {
        return !norm.centered() && beta == null;
    }

    @Override
    public void applySparse(int size, int[] indices, double[] x, int from, double[] y) {
        requireLength(size);
        double rstd = size == 0 ? 1 : norm.rstdOfStored(x, from, indices.length, size);
        if (extreme || !(rstd > 0)) {
            new PresentRowNorm(norm, gamma, null).normalizeStored(size, indices, x, from, y);
            return;
        }
        for (int i = 0; i < indices.length; i++) {
            y[from + i] = x[from + i] * (rstd * (gamma == null ? 1 : gamma[indices[i]]));
        }
    }

    /**
     * Returns this, if gamma, beta, channels and groups fit each other.
     *
     * @throws IllegalArgumentException if not
     */
    public RowNormFunction requireParams() {
        requireMultiple("channels = %d", channels, norm.groups(), "groups");
        if (gamma != null && beta != null && gamma.length != beta.length) {
            throw new IllegalArgumentException(
                    "gamma has " + gamma.length + " values and beta " + beta.length + ", expected as many");
        }
        if (channels > 0) {
            requireAffine(channels);
        }
        return this;
    }

    /**
     * Checks the length of a row; a negative one is not known.
     *
     * @throws IllegalArgumentException if it does not fit channels, groups, gamma or beta
     */
    public void requireLength(int length) {
        if (length < 0) {
            return;
        }
        requireMultiple("a row of %d elements", length, channels, "channels");
        requireMultiple("a row of %d elements", channels == 0 ? length : 0, norm.groups(), "groups");
        requireAffine(channelsOf(length));
    }

    private int channelsOf(int length) {
        return channels == 0 ? length : channels;
    }

    private static void requireMultiple(String what, int found, int divisor, String divisorName) {
        if (divisor > 0 && found % divisor != 0) {
            String divisors = IntStream.rangeClosed(1, found)
                    .filter(d -> found % d == 0)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(what.formatted(found) + " does not divide into " + divisorName + " = "
                    + divisor + "; " + divisorName + " may be " + divisors);
        }
    }

    private static boolean isExtreme(double[] values) {
        return values != null && Arrays.stream(values).anyMatch(value -> Math.abs(value) > LARGEST_PARAMETER);
    }

    private void requireAffine(int expected) {
        new Affine(gamma, beta).requireChannels(expected);
    }

    private static float[] toFloats(double[] values) {
        if (values == null) {
            return null;
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
