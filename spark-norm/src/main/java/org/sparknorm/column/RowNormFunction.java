package org.sparknorm.column;

import org.sparknorm.core.Affine;
import org.sparknorm.core.RowNorm;
import org.sparknorm.core.Rows;

/** A norm that stays within a row, with its gamma and beta, as it is applied to a column. */
public final class RowNormFunction implements RowFunction {

    private static final long serialVersionUID = 1L;

    private final RowNorm norm;
    private final int channels;
    private final double[] gamma;
    private final double[] beta;
    private final float[] floatGamma;
    private final float[] floatBeta;

    /** The rows of a column are mostly of one length: what was found to fit need not be asked again. */
    private transient Rows fitting;

    /**
     * @param channels channels of a row; 0: every element its own
     * @param gamma null: ones
     * @param beta null: zeros
     */
    public RowNormFunction(RowNorm norm, int channels, double[] gamma, double[] beta) {
        this.norm = norm;
        this.channels = channels;
        this.gamma = gamma;
        this.beta = beta;
        this.floatGamma = toFloats(gamma);
        this.floatBeta = toFloats(beta);
    }

    @Override
    public void apply(double[] x, int from, int length) {
        applyToFinite(x, from, length);
    }

    @Override
    public void apply(float[] x, int from, int length) {
        applyToFinite(x, from, length);
    }

    @Override
    public boolean applyToFinite(double[] x, int from, int length) {
        return norm.normalize(x, row(from, length), gamma, beta, x);
    }

    @Override
    public boolean applyToFinite(float[] x, int from, int length) {
        return norm.normalize(x, row(from, length), floatGamma, floatBeta, x);
    }

    /** RMS norm leaves zeros where they are: the root mean square of all elements comes from the non-zeros alone. */
    @Override
    public boolean applySparse(int size, int[] indices, double[] x, int from) {
        if (norm.centered() || beta != null) {
            return false;
        }
        requireLength(size);
        double rstd = norm.rstdOfStored(x, from, indices.length, size);
        for (int i = 0; i < indices.length; i++) {
            x[from + i] *= rstd * (gamma == null ? 1 : gamma[indices[i]]);
        }
        return true;
    }

    /**
     * This, if gamma, beta, channels and groups fit each other.
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

    private Rows row(int from, int length) {
        Rows row = fitting;
        if (row == null || row.from() != from || row.length() != length) {
            requireLength(length);
            row = length == 0
                    ? new Rows(from, 0, Math.max(1, channels), 1)
                    : Rows.of(length, 1, channelsOf(length)).from(from);
            fitting = row;
        }
        return row;
    }

    private int channelsOf(int length) {
        return channels == 0 ? length : channels;
    }

    private static void requireMultiple(String what, int found, int divisor, String divisorName) {
        if (divisor > 0 && found % divisor != 0) {
            throw new IllegalArgumentException(
                    what.formatted(found) + " does not divide into " + divisorName + " = " + divisor);
        }
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
