package org.sparknorm.kernel;

/**
 * The loops behind every norm, for float data with double statistics. Names and conventions: see the package documentation.
 *
 * <p>Implementations hold no state: one instance serves all threads.
 */
public interface FloatKernels {

    /** Statistics of one set: mean, residual of the mean, rstd. */
    int WIDTH = 3;

    /**
     * Statistics of {@code sets} neighbouring stretches of {@code length} elements: sums around the first element or elements, or
     * around the mean where they are far from it, corrected as in the two-pass algorithm (Chan, Golub and LeVeque
     * 1983). Relative error of the rstd below 4e-7, whatever the mean; the scalar reference, which sums in double, about
     * {@code length * 1e-16}.
     *
     * @param epsilon added to the variance
     * @param into receives, from {@code at} on, for each set its mean, the residual of the mean, and
     *     {@code 1 / sqrt(variance + epsilon)}, which is 0 where the variance is infinite
     */
    void layerStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at);

    /** As {@link #layerStatistics}, from a mean of 0: zero, zero and {@code 1 / sqrt(mean of x[i]^2 + epsilon)}. */
    void rmsStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at);

    /**
     * {@code y = (x - mean) * scale + beta} over a stretch that shares all of them. Error: 4e-7 of the largest magnitude
     * of y, where mean and residual are those of the stretch.
     */
    void normalize(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            int length,
            double mean,
            double residual,
            double scale,
            double beta);

    /**
     * {@code y = (x - mean) * rstd * gamma[i] + beta[i]}: {@code rows} neighbouring rows, each with one statistic. They are
     * taken two at a time, so that gamma and beta are read once for both: fastest where x and y are in a cache. Memory is
     * read fastest in order, and so with one row a call. A null beta adds nothing. Error: as {@link #normalize}.
     *
     * @param statistics from {@code at} on, the mean, the residual of the mean and the rstd of each row
     */
    void normalizeRows(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            int rows,
            double[] statistics,
            int at,
            float[] gamma,
            float[] beta);

    /** {@code y[c] = (x[c] - mean[c]) * scale[c] + beta[c]}: one row, every element a channel with its own statistic. */
    void normalizeChannels(
            float[] x,
            int xFrom,
            float[] y,
            int yFrom,
            double[] mean,
            double[] residual,
            double[] scale,
            double[] beta);

    /** As {@link #addRow} with weight 1, of {@code rows} neighbouring rows. */
    void addRows(float[] x, int from, int rows, double[] shift, double[] sum, double[] squares);

    /** With {@code d = x[c] - shift[c]}: {@code sum[c] += weight * d}, {@code squares[c] += weight * d^2}, one row. */
    void addRow(float[] x, int from, double weight, double[] shift, double[] sum, double[] squares);

    /** With {@code d = x[i] - shift}: adds the sum of {@code d} to {@code into[0]}, of {@code d^2} to {@code into[1]}. */
    void addStretch(float[] x, int from, int length, double shift, double[] into);

    /** {@code sumDy[c] += dy[c]}, {@code sumDyXhat[c] += dy[c] * xhat[c]}: one row, every element a channel. */
    void addGradientRow(
            float[] dy,
            int dyFrom,
            float[] x,
            int xFrom,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] sumDy,
            double[] sumDyXhat);

    /** Adds the sum of {@code dy} to {@code into[0]} and of {@code dy * xhat} to {@code into[1]}. */
    void addGradientStretch(
            float[] dy,
            int dyFrom,
            float[] x,
            int xFrom,
            int length,
            double mean,
            double residual,
            double rstd,
            double[] into);

    /**
     * One row with one statistic: {@code dgamma[i] += dy * xhat}, {@code dbeta[i] += dy}, and the sums of
     * {@code gamma * dy} and {@code gamma * dy * xhat} added to {@code into[0]} and {@code into[1]}.
     *
     * @param dbeta null where the norm has no beta
     */
    void addRowGradient(
            float[] dy,
            int dyFrom,
            float[] x,
            int xFrom,
            double mean,
            double residual,
            double rstd,
            float[] gamma,
            double[] dgamma,
            double[] dbeta,
            double[] into);

    /** {@code dx = rstd * (gamma * dy - a - xhat * b)} over a stretch that shares gamma. */
    void inputGradient(
            float[] dy,
            int dyFrom,
            float[] x,
            int xFrom,
            float[] dx,
            int dxFrom,
            int length,
            double mean,
            double residual,
            double rstd,
            double gamma,
            double a,
            double b);

    /** {@code dx = rstd * (gamma[i] * dy - a - xhat * b)}: a row with one statistic. */
    void inputGradientRow(
            float[] dy,
            int dyFrom,
            float[] x,
            int xFrom,
            float[] dx,
            int dxFrom,
            double mean,
            double residual,
            double rstd,
            float[] gamma,
            double a,
            double b);

    /** {@code dx[c] = scale[c] * (dy[c] - a[c] - xhat[c] * b[c])}: one row, every element a channel. */
    void inputGradientChannels(
            float[] dy,
            int dyFrom,
            float[] x,
            int xFrom,
            float[] dx,
            int dxFrom,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] scale,
            double[] a,
            double[] b);

    /** True if no element of {@code [from, from + length)} is NaN or infinite. */
    boolean allFinite(float[] x, int from, int length);
}
