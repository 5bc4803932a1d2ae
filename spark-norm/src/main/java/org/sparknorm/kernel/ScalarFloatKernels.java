package org.sparknorm.kernel;

import java.util.Arrays;

/**
 * The reference: plain loops, with independent partial sums so that additions need not wait for each other. Rows are
 * normalized in a copy: a loop over one array, from its start, is one that the JVM's compiler vectorizes. Loops that
 * take some elements at a time run to a bound that is computed before: with {@code i + 3 < end} they took a third
 * longer.
 */
final class ScalarFloatKernels implements FloatKernels {

    @Override
    public void layerStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        for (int s = 0; s < sets; s++) {
            ScalarFloatStatistics.layer(x, from + s * length, length, epsilon, into, at + s * Statistics.WIDTH);
        }
    }

    @Override
    public void rmsStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        for (int s = 0; s < sets; s++) {
            ScalarFloatStatistics.rms(x, from + s * length, length, epsilon, into, at + s * Statistics.WIDTH);
        }
    }

    @Override
    public void normalize(
            float[] x, float[] y, int from, int length, double mean, double residual, double scale, double beta) {
        float high = (float) mean;
        float low = (float) (mean - high + residual);
        float s = (float) scale;
        float b = (float) beta;
        float[] row = Arrays.copyOfRange(x, from, from + length);
        for (int i = 0; i < row.length; i++) {
            row[i] = ((row[i] - high) - low) * s + b;
        }
        System.arraycopy(row, 0, y, from, row.length);
    }

    @Override
    public void normalizeRows(
            float[] x, float[] y, int from, int rows, double[] statistics, int at, float[] gamma, float[] beta) {
        for (int r = 0; r < rows; r++) {
            normalizeRow(x, y, from + r * gamma.length, statistics, at + r * Statistics.WIDTH, gamma, beta);
        }
    }

    private static void normalizeRow(
            float[] x, float[] y, int from, double[] statistics, int at, float[] gamma, float[] beta) {
        float high = (float) statistics[at];
        float low = (float) (statistics[at] - high + statistics[at + 1]);
        float rstd = (float) statistics[at + 2];
        float[] row = Arrays.copyOfRange(x, from, from + gamma.length);
        if (beta == null) {
            for (int i = 0; i < row.length; i++) {
                row[i] = ((row[i] - high) - low) * rstd * gamma[i];
            }
        } else {
            for (int i = 0; i < row.length; i++) {
                row[i] = ((row[i] - high) - low) * rstd * gamma[i] + beta[i];
            }
        }
        System.arraycopy(row, 0, y, from, row.length);
    }

    @Override
    public void normalizeChannels(
            float[] x, float[] y, int from, double[] mean, double[] residual, double[] scale, double[] beta) {
        for (int c = 0; c < mean.length; c++) {
            y[from + c] = (float) (((x[from + c] - mean[c]) - residual[c]) * scale[c] + beta[c]);
        }
    }

    @Override
    public void addRows(float[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
        for (int r = 0; r < rows; r++) {
            addRow(x, from + r * shift.length, 1, shift, sum, squares);
        }
    }

    @Override
    public void addRow(float[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
        for (int c = 0; c < shift.length; c++) {
            double d = x[from + c] - shift[c];
            double weighted = weight * d;
            sum[c] += weighted;
            squares[c] += weighted * d;
        }
    }

    @Override
    public void addRange(float[] x, int from, int length, double shift, double[] into) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            double d = x[i] - shift;
            sum += d;
            squares += d * d;
        }
        into[0] += sum;
        into[1] += squares;
    }

    @Override
    public void addGradientRow(
            float[] dy,
            float[] x,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] sumDy,
            double[] sumDyXhat) {
        for (int c = 0; c < mean.length; c++) {
            double g = dy[from + c];
            sumDy[c] += g;
            sumDyXhat[c] += g * (((x[from + c] - mean[c]) - residual[c]) * rstd[c]);
        }
    }

    @Override
    public void addGradientRange(
            float[] dy, float[] x, int from, int length, double mean, double residual, double rstd, double[] into) {
        double sumDy = 0;
        double sumDyXhat = 0;
        for (int i = from; i < from + length; i++) {
            double g = dy[i];
            sumDy += g;
            sumDyXhat += g * (((x[i] - mean) - residual) * rstd);
        }
        into[0] += sumDy;
        into[1] += sumDyXhat;
    }

    @Override
    public void addRowGradient(
            float[] dy,
            float[] x,
            int from,
            double[] statistics,
            int at,
            float[] gamma,
            double[] dgamma,
            double[] dbeta,
            double[] into) {
        double mean = statistics[at];
        double residual = statistics[at + 1];
        double rstd = statistics[at + 2];
        double sum = 0;
        double sumXhat = 0;
        for (int i = 0; i < gamma.length; i++) {
            double g = dy[from + i];
            double xhat = ((x[from + i] - mean) - residual) * rstd;
            dgamma[i] += g * xhat;
            sum += g * gamma[i];
            sumXhat += g * gamma[i] * xhat;
        }
        if (dbeta != null) {
            for (int i = 0; i < gamma.length; i++) {
                dbeta[i] += dy[from + i];
            }
        }
        into[0] += sum;
        into[1] += sumXhat;
    }

    @Override
    public void inputGradient(
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
            double b) {
        for (int i = from; i < from + length; i++) {
            double xhat = ((x[i] - mean) - residual) * rstd;
            dx[i] = (float) (rstd * (gamma * dy[i] - a - xhat * b));
        }
    }

    @Override
    public void inputGradientRow(
            float[] dy,
            float[] x,
            float[] dx,
            int from,
            double[] statistics,
            int at,
            float[] gamma,
            double a,
            double b) {
        double mean = statistics[at];
        double residual = statistics[at + 1];
        double rstd = statistics[at + 2];
        for (int i = 0; i < gamma.length; i++) {
            double xhat = ((x[from + i] - mean) - residual) * rstd;
            dx[from + i] = (float) (rstd * ((double) gamma[i] * dy[from + i] - a - xhat * b));
        }
    }

    @Override
    public void inputGradientChannels(
            float[] dy,
            float[] x,
            float[] dx,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] scale,
            double[] a,
            double[] b) {
        for (int c = 0; c < mean.length; c++) {
            double xhat = ((x[from + c] - mean[c]) - residual[c]) * rstd[c];
            dx[from + c] = (float) (scale[c] * (dy[from + c] - a[c] - xhat * b[c]));
        }
    }

    @Override
    public boolean allFinite(float[] x, int from, int length) {
        // x - x is zero for finite values and NaN for all others; two sums, so that additions need not wait.
        float even = 0;
        float odd = 0;
        int end = from + length;
        int i = from;
        for (int last = end - 1; i < last; i += 2) {
            even += x[i] - x[i];
            odd += x[i + 1] - x[i + 1];
        }
        if (i < end) {
            even += x[i] - x[i];
        }
        return even + odd == 0;
    }
}
