package org.sparknorm.core;

/**
 * The four norms as pure functions on row-major arrays, forward and backward: nothing is kept, nothing is changed.
 *
 * <p>Conventions are PyTorch's ({@code torch.nn.functional}), and so are the results, to 1e-10 of the largest magnitude
 * of an array in double. Group norm with one group is layer norm without affine part; with as many groups as channels
 * it is instance norm; RMS norm is layer norm on a row of mean 0; no group count makes batch norm.
 *
 * <p>All of them throw IllegalArgumentException if the elements do not divide into rows, a row into channels, or
 * channels into groups; if gamma or beta has another length than it must; or if epsilon is not positive. A set of one
 * element has variance 0, so that y = beta and dx = 0; RMS norm has no mean and keeps x / |x|, nearly.
 */
public final class Norms {

    private Norms() {}

    /**
     * Layer norm: every row to mean 0 and variance 1.
     *
     * @param x {@code rows x length}
     * @param gamma {@code length} values; null: ones
     * @param beta {@code length} values; null: zeros
     * @param epsilon added to the variance
     */
    public static double[] layerNorm(double[] x, int rows, double[] gamma, double[] beta, double epsilon) {
        return rowNorm(RowNorm.layer(epsilon), x, rows, Check.rowLength(x.length, rows), gamma, beta);
    }

    /** Layer norm of floats: within 4e-7 of the largest magnitude of y, whatever the mean. */
    public static float[] layerNorm(float[] x, int rows, float[] gamma, float[] beta, double epsilon) {
        return rowNorm(RowNorm.layer(epsilon), x, rows, Check.rowLength(x.length, rows), gamma, beta);
    }

    /**
     * RMS norm: every row divided by its root mean square.
     *
     * @param x {@code rows x length}
     * @param gamma {@code length} values; null: ones
     * @param epsilon added to the mean square
     */
    public static double[] rmsNorm(double[] x, int rows, double[] gamma, double epsilon) {
        return rowNorm(RowNorm.rms(epsilon), x, rows, Check.rowLength(x.length, rows), gamma, null);
    }

    /** RMS norm of floats: within 4e-7 of the largest magnitude of y. */
    public static float[] rmsNorm(float[] x, int rows, float[] gamma, double epsilon) {
        return rowNorm(RowNorm.rms(epsilon), x, rows, Check.rowLength(x.length, rows), gamma, null);
    }

    /**
     * Group norm: every group of channels of every row to mean 0 and variance 1.
     *
     * @param x {@code rows x (channels * positions)}, channel-major
     * @param gamma {@code channels} values; null: ones
     * @param beta {@code channels} values; null: zeros
     * @param epsilon added to the variance
     */
    public static double[] groupNorm(
            double[] x, int rows, int channels, int groups, double[] gamma, double[] beta, double epsilon) {
        return rowNorm(RowNorm.group(groups, epsilon), x, rows, channels, gamma, beta);
    }

    /** Group norm of floats: within 4e-7 of the largest magnitude of y of a group, whatever the mean. */
    public static float[] groupNorm(
            float[] x, int rows, int channels, int groups, float[] gamma, float[] beta, double epsilon) {
        return rowNorm(RowNorm.group(groups, epsilon), x, rows, channels, gamma, beta);
    }

    /**
     * Batch norm in training: every channel to mean 0 and (biased) variance 1 over all rows and positions.
     *
     * @param x {@code rows x (channels * positions)}, channel-major
     * @param gamma {@code channels} values; null: ones
     * @param beta {@code channels} values; null: zeros
     * @param epsilon added to the variance
     * @throws IllegalStateException if there is only one value a channel
     */
    public static double[] batchNorm(
            double[] x, int rows, int channels, double[] gamma, double[] beta, double epsilon) {
        double[] y = new double[x.length];
        ChannelNorm.ofBatch(moments(x, rows, channels), new Affine(gamma, beta), epsilon)
                .normalize(x, Rows.of(x.length, rows, channels), y);
        return y;
    }

    /** Batch norm of floats; sums and means are doubles. */
    public static float[] batchNorm(float[] x, int rows, int channels, float[] gamma, float[] beta, double epsilon) {
        float[] y = new float[x.length];
        Affine affine = new Affine(toDoubles(gamma), toDoubles(beta));
        ChannelNorm.ofBatch(moments(x, rows, channels), affine, epsilon)
                .normalize(x, Rows.of(x.length, rows, channels), y);
        return y;
    }

    /**
     * Returns the gradients of {@link #layerNorm(double[], int, double[], double[], double)}. Where gamma is null, only
     * dx.
     */
    public static Gradients layerNormBackward(double[] dy, double[] x, int rows, double[] gamma, double epsilon) {
        return rowNormBackward(RowNorm.layer(epsilon), dy, x, rows, Check.rowLength(x.length, rows), gamma);
    }

    /**
     * Returns the gradients of {@link #rmsNorm(double[], int, double[], double)}: dbeta is null. Where gamma is null,
     * only dx.
     */
    public static Gradients rmsNormBackward(double[] dy, double[] x, int rows, double[] gamma, double epsilon) {
        return rowNormBackward(RowNorm.rms(epsilon), dy, x, rows, Check.rowLength(x.length, rows), gamma);
    }

    /**
     * Returns the gradients of {@link #groupNorm(double[], int, int, int, double[], double[], double)}. Where gamma is
     * null, only dx.
     */
    public static Gradients groupNormBackward(
            double[] dy, double[] x, int rows, int channels, int groups, double[] gamma, double epsilon) {
        return rowNormBackward(RowNorm.group(groups, epsilon), dy, x, rows, channels, gamma);
    }

    /**
     * Returns the gradients of {@link #batchNorm(double[], int, int, double[], double[], double)}. Where gamma is null,
     * only dx.
     */
    public static Gradients batchNormBackward(
            double[] dy, double[] x, int rows, int channels, double[] gamma, double epsilon) {
        ChannelNorm norm = ChannelNorm.ofBatch(moments(x, rows, channels), new Affine(gamma, null), epsilon);
        GradientSums sums = new GradientSums(channels);
        Check.sameSize("dy", dy.length, x.length);
        Rows shape = Rows.of(x.length, rows, channels);
        norm.addGradients(dy, x, shape, sums);
        double[] dx = new double[x.length];
        norm.inputGradient(dy, x, shape, sums, dx);
        return gamma == null ? new Gradients(dx, null, null) : new Gradients(dx, sums.dgamma(), sums.dbeta());
    }

    private static double[] rowNorm(RowNorm norm, double[] x, int rows, int channels, double[] gamma, double[] beta) {
        double[] y = new double[x.length];
        norm.normalize(x, Rows.of(x.length, rows, channels), gamma, beta, y);
        return y;
    }

    private static float[] rowNorm(RowNorm norm, float[] x, int rows, int channels, float[] gamma, float[] beta) {
        float[] y = new float[x.length];
        norm.normalize(x, Rows.of(x.length, rows, channels), gamma, beta, y);
        return y;
    }

    private static Gradients rowNormBackward(
            RowNorm norm, double[] dy, double[] x, int rows, int channels, double[] gamma) {
        Check.sameSize("dy", dy.length, x.length);
        Rows shape = Rows.of(x.length, rows, channels);
        double[] dx = new double[x.length];
        double[] dgamma = new double[channels];
        double[] dbeta = norm.centered() ? new double[channels] : null;
        new RowNormGradient(norm).backward(dy, x, shape, norm.statistics(x, shape), gamma, dx, dgamma, dbeta);
        return gamma == null ? new Gradients(dx, null, null) : new Gradients(dx, dgamma, dbeta);
    }

    private static Moments moments(double[] x, int rows, int channels) {
        MomentsAccumulator sums = new MomentsAccumulator(
                channels, Rows.of(x.length, rows, channels).positions());
        sums.addRows(x, 0, rows);
        return sums.toMoments();
    }

    private static Moments moments(float[] x, int rows, int channels) {
        MomentsAccumulator sums = new MomentsAccumulator(
                channels, Rows.of(x.length, rows, channels).positions());
        sums.addRows(x, 0, rows);
        return sums.toMoments();
    }

    private static double[] toDoubles(float[] values) {
        if (values == null) {
            return null;
        }
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
