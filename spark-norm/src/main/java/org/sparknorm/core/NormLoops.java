package org.sparknorm.core;

import java.util.Arrays;
import org.sparknorm.kernel.FloatKernels;
import org.sparknorm.kernel.Kernels;

/**
 * The in-place forms that training uses: the loops of the norms over the rows of a batch, float data and double
 * statistics, with statistics and sums that come from elsewhere. {@link Norms} is their readable face. A row holds
 * {@code channels * positions} values, channel-major; arrays may be longer than the rows, so that they can be used again
 * for smaller batches. Nothing is checked.
 *
 * <p>A mean is one double here: of float data it is 2^-29 of an ulp off at most.
 */
public final class NormLoops {

    private static final FloatKernels KERNELS = Kernels.floats();

    private NormLoops() {}

    /** Adds the sums of {@code x - shift} and of its square, of each channel. */
    public static void addSums(
            float[] x, int rows, int channels, int positions, double[] shift, double[] sum, double[] squares) {
        double[] stretch = new double[2];
        for (int r = 0; r < rows; r++) {
            int row = r * channels * positions;
            if (positions == 1) {
                KERNELS.addRow(x, row, 1, shift, sum, squares);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                Arrays.fill(stretch, 0);
                KERNELS.addStretch(x, row + c * positions, positions, shift[c], stretch);
                sum[c] += stretch[0];
                squares[c] += stretch[1];
            }
        }
    }

    /** {@code y = (x - mean) * scale + beta}, all three of each channel. */
    public static void normalizeChannels(
            float[] x, float[] y, int rows, int channels, int positions, double[] mean, double[] scale, double[] beta) {
        double[] residual = new double[channels];
        for (int r = 0; r < rows; r++) {
            int row = r * channels * positions;
            if (positions == 1) {
                KERNELS.normalizeChannels(x, row, y, row, mean, residual, scale, beta);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                int at = row + c * positions;
                KERNELS.normalize(x, at, y, at, positions, mean[c], 0, scale[c], beta[c]);
            }
        }
    }

    /** Adds the sums of {@code dy} and of {@code dy * xhat}, of each channel. */
    public static void addGradientSums(
            float[] dy,
            float[] x,
            int rows,
            int channels,
            int positions,
            double[] mean,
            double[] rstd,
            double[] dbeta,
            double[] dgamma) {
        double[] residual = new double[channels];
        double[] stretch = new double[2];
        for (int r = 0; r < rows; r++) {
            int row = r * channels * positions;
            if (positions == 1) {
                KERNELS.addGradientRow(dy, row, x, row, mean, residual, rstd, dbeta, dgamma);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                int at = row + c * positions;
                Arrays.fill(stretch, 0);
                KERNELS.addGradientStretch(dy, at, x, at, positions, mean[c], 0, rstd[c], stretch);
                dbeta[c] += stretch[0];
                dgamma[c] += stretch[1];
            }
        }
    }

    /** {@code dx = gamma * rstd * (dy - meanDy - xhat * meanDyXhat)}, all of each channel. */
    public static void channelInputGradient(
            float[] dy,
            float[] x,
            float[] dx,
            int rows,
            int channels,
            int positions,
            double[] mean,
            double[] rstd,
            float[] gamma,
            double[] meanDy,
            double[] meanDyXhat) {
        double[] residual = new double[channels];
        double[] scale = new double[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = gamma[c] * rstd[c];
        }
        for (int r = 0; r < rows; r++) {
            int row = r * channels * positions;
            if (positions == 1) {
                KERNELS.inputGradientChannels(
                        dy, row, x, row, dx, row, mean, residual, rstd, scale, meanDy, meanDyXhat);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                int at = row + c * positions;
                double a = gamma[c] * meanDy[c];
                double b = gamma[c] * meanDyXhat[c];
                KERNELS.inputGradient(dy, at, x, at, dx, at, positions, mean[c], 0, rstd[c], gamma[c], a, b);
            }
        }
    }

    /**
     * Mean and rstd of each of {@code sets} stretches of {@code length} values, one after another.
     *
     * @param centered false: mean 0, and the mean square in place of the variance
     */
    public static void statistics(
            float[] x, int sets, int length, boolean centered, double epsilon, double[] mean, double[] rstd) {
        double[] statistics = new double[sets * FloatKernels.WIDTH];
        if (centered) {
            KERNELS.deviations(x, 0, length, sets, statistics, 0);
        } else {
            KERNELS.squares(x, 0, length, sets, statistics, 0);
        }
        for (int s = 0; s < sets; s++) {
            int at = s * FloatKernels.WIDTH;
            mean[s] = statistics[at] + statistics[at + 1];
            rstd[s] = 1 / Math.sqrt(statistics[at + 2] / length + epsilon);
        }
    }

    /** {@code y = xhat * gamma + beta} of rows with one mean and rstd; gamma and beta of each element, beta may be null. */
    public static void normalizeRows(
            float[] x, float[] y, int rows, double[] mean, double[] rstd, float[] gamma, float[] beta) {
        for (int r = 0; r < rows; r++) {
            int row = r * gamma.length;
            KERNELS.normalizeRow(x, row, y, row, mean[r], 0, rstd[r], gamma, beta);
        }
    }

    /** Writes dx, and adds to dgamma and dbeta, of rows with one mean and rstd; dbeta may be null. */
    public static void rowsBackward(
            float[] dy,
            float[] x,
            float[] dx,
            int rows,
            boolean centered,
            double[] mean,
            double[] rstd,
            float[] gamma,
            double[] dgamma,
            double[] dbeta) {
        int length = gamma.length;
        double[] sums = new double[2];
        for (int r = 0; r < rows; r++) {
            int row = r * length;
            Arrays.fill(sums, 0);
            KERNELS.addRowGradient(dy, row, x, row, mean[r], 0, rstd[r], gamma, dgamma, dbeta, sums);
            double a = centered ? sums[0] / length : 0;
            KERNELS.inputGradientRow(dy, row, x, row, dx, row, mean[r], 0, rstd[r], gamma, a, sums[1] / length);
        }
    }

    /** {@code y = xhat * gamma + beta} of rows with a mean and rstd for each group, a gamma and beta for each channel. */
    public static void normalizeGroups(
            float[] x,
            float[] y,
            int rows,
            int groups,
            int positions,
            double[] mean,
            double[] rstd,
            float[] gamma,
            float[] beta) {
        int channels = gamma.length;
        int perGroup = channels / groups;
        for (int i = 0; i < rows * channels; i++) {
            int set = i / perGroup;
            int c = i % channels;
            int at = i * positions;
            KERNELS.normalize(x, at, y, at, positions, mean[set], 0, rstd[set] * gamma[c], beta[c]);
        }
    }

    /** Writes dx, and adds to dgamma and dbeta, of rows with a mean and rstd for each group. */
    public static void groupsBackward(
            float[] dy,
            float[] x,
            float[] dx,
            int rows,
            int groups,
            int positions,
            double[] mean,
            double[] rstd,
            float[] gamma,
            double[] dgamma,
            double[] dbeta) {
        int channels = gamma.length;
        int perGroup = channels / groups;
        double[] stretch = new double[2];
        for (int set = 0; set < rows * groups; set++) {
            int first = set % groups * perGroup;
            int from = set * perGroup * positions;
            double sumDy = 0;
            double sumDyXhat = 0;
            for (int c = first; c < first + perGroup; c++) {
                int at = from + (c - first) * positions;
                Arrays.fill(stretch, 0);
                KERNELS.addGradientStretch(dy, at, x, at, positions, mean[set], 0, rstd[set], stretch);
                dbeta[c] += stretch[0];
                dgamma[c] += stretch[1];
                sumDy += gamma[c] * stretch[0];
                sumDyXhat += gamma[c] * stretch[1];
            }
            double a = sumDy / (perGroup * positions);
            double b = sumDyXhat / (perGroup * positions);
            for (int c = first; c < first + perGroup; c++) {
                int at = from + (c - first) * positions;
                KERNELS.inputGradient(dy, at, x, at, dx, at, positions, mean[set], 0, rstd[set], gamma[c], a, b);
            }
        }
    }
}
