package org.sparknorm.kernel;

/**
 * The loops behind every norm over float data; statistics and sums over channels are doubles. Names and conventions:
 * see the package documentation. Where a kernel takes several arrays of data, all of them are read and written from the
 * same index on, and an output may be one of the inputs.
 *
 * <p>Implementations hold no state that changes: one instance serves all threads.
 */
public interface FloatKernels {

    /**
     * Writes the statistics of {@code sets} neighbouring sets of {@code length} elements: sums around the first element
     * or elements, or around the mean where they are far from it, corrected as in the two-pass algorithm (Chan, Golub
     * and LeVeque 1983). The relative error of the rstd is about {@code length * 1e-16}, whatever the mean; below 4e-7
     * where vectors sum in single precision.
     *
     * @param epsilon number added to the variance
     * @param into array that receives, from {@code at} on, the {@link Statistics} of each set; its rstd {@code 1 /
     *     sqrt(variance + epsilon)} is 0 where the variance is infinite
     */
    void layerStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at);

    /** As {@link #layerStatistics}, from a mean of 0: zero, zero and {@code 1 / sqrt(mean of x[i]^2 + epsilon)}. */
    void rmsStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at);

    /**
     * Computes {@code y = (x - mean) * scale + beta} over a range that shares all of them. In single precision the
     * error is 4e-7 of the largest magnitude of y, where mean and residual are those of the range.
     */
    void normalize(float[] x, float[] y, int from, int length, double mean, double residual, double scale, double beta);

    /**
     * Computes {@code y = (x - mean) * rstd * gamma[i] + beta[i]} of {@code rows} neighbouring rows, each with one
     * statistic. Rows of an array that a cache holds are taken two at a time, so that gamma and beta are read once for
     * both; memory is read fastest in order. The error is that of {@link #normalize}.
     *
     * @param statistics {@link Statistics} of each row, from {@code at} on
     * @param beta shift of each element; null where the norm has no beta
     */
    void normalizeRows(
            float[] x, float[] y, int from, int rows, double[] statistics, int at, float[] gamma, float[] beta);

    /** Computes {@code y[c] = (x[c] - mean[c]) * scale[c] + beta[c]} of one row, every element a channel. */
    void normalizeChannels(
            float[] x, float[] y, int from, double[] mean, double[] residual, double[] scale, double[] beta);

    /** Does what {@link #addRow} does with weight 1, for {@code rows} neighbouring rows. */
    void addRows(float[] x, int from, int rows, double[] shift, double[] sum, double[] squares);

    /** With {@code d = x[c] - shift[c]}: {@code sum[c] += weight * d}, {@code squares[c] += weight * d^2}, one row. */
    void addRow(float[] x, int from, double weight, double[] shift, double[] sum, double[] squares);

    /**
     * With {@code d = x[i] - shift}: adds the sum of {@code d} to {@code into[0]}, of {@code d^2} to {@code into[1]}.
     */
    void addRange(float[] x, int from, int length, double shift, double[] into);

    /**
     * Computes {@code sumDy[c] += dy[c]}, {@code sumDyXhat[c] += dy[c] * xhat[c]}: one row, every element a channel.
     */
    void addGradientRow(
            float[] dy,
            float[] x,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] sumDy,
            double[] sumDyXhat);

    /** Adds the sum of {@code dy} to {@code into[0]} and of {@code dy * xhat} to {@code into[1]}, over a range. */
    void addGradientRange(
            float[] dy, float[] x, int from, int length, double mean, double residual, double rstd, double[] into);

    /**
     * Computes, for one row with one statistic, {@code dgamma[i] += dy * xhat} and {@code dbeta[i] += dy}, and adds the
     * sums of {@code gamma * dy} and {@code gamma * dy * xhat} to {@code into[0]} and {@code into[1]}.
     *
     * @param statistics {@link Statistics} of the row, from {@code at} on
     * @param dbeta sums of dy; null where the norm has no beta
     */
    void addRowGradient(
            float[] dy,
            float[] x,
            int from,
            double[] statistics,
            int at,
            float[] gamma,
            double[] dgamma,
            double[] dbeta,
            double[] into);

    /** Computes {@code dx = rstd * (gamma * dy - a - xhat * b)} over a range that shares all of them. */
    void inputGradient(
            float[] dy,
            float[] x,
            float[] dx,
            int from,
            int length,
            double mean,
            double residual,
            double rstd,
            double gamma,
            double a,
            double b);

    /**
     * Computes {@code dx = rstd * (gamma[i] * dy - a - xhat * b)} of one row with one statistic.
     *
     * @param statistics {@link Statistics} of the row, from {@code at} on
     */
    void inputGradientRow(
            float[] dy,
            float[] x,
            float[] dx,
            int from,
            double[] statistics,
            int at,
            float[] gamma,
            double a,
            double b);

    /** Computes {@code dx[c] = scale[c] * (dy[c] - a[c] - xhat[c] * b[c])} of one row, every element a channel. */
    void inputGradientChannels(
            float[] dy,
            float[] x,
            float[] dx,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] scale,
            double[] a,
            double[] b);

    /** Returns true if no element of {@code [from, from + length)} is NaN or infinite. */
    boolean allFinite(float[] x, int from, int length);
}
