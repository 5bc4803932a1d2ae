package org.sparknorm.kernel;

import java.util.Arrays;

/**
 * The reference: plain loops, with independent partial sums so that additions need not wait for each other. Rows are
 * normalized in a copy: a loop over one array, from its start, is one that the JVM's compiler vectorizes. Loops that take
 * some elements at a time run to a bound that is computed before: with {@code i + 3 < end} they took a third longer.
 */
final class ScalarDoubleKernels implements DoubleKernels {

    @Override
    public void layerStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        for (int s = 0; s < sets; s++) {
            layerStatistics(x, from + s * length, length, epsilon, into, at + s * WIDTH);
        }
    }

    @Override
    public void rmsStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        for (int s = 0; s < sets; s++) {
            into[at + s * WIDTH] = 0;
            into[at + s * WIDTH + 1] = 0;
            into[at + s * WIDTH + 2] = 1 / Math.sqrt(sumOfSquares(x, from + s * length, length) / length + epsilon);
        }
    }

    private static void layerStatistics(double[] x, int from, int length, double epsilon, double[] into, int at) {
        sumAround(x[from], x, from, length, into, at);
        if (into[at + 1] * into[at + 1] > DoubleKernels.FAR * length * into[at + 2]) {
            sumAround(into[at] + into[at + 1] / length, x, from, length, into, at);
        }
        double pivot = into[at];
        double inverse = 1.0 / length;
        double offset = into[at + 1] * inverse;
        double squares = Math.max(0, into[at + 2] - into[at + 1] * offset);
        into[at] = pivot + offset;
        into[at + 1] = pivot - into[at] + offset;
        into[at + 2] = 1 / Math.sqrt(squares * inverse + epsilon);
    }

    /** The pivot, the sum of deviations from it, and the sum of their squares. */
    private static void sumAround(double pivot, double[] x, int from, int length, double[] into, int at) {
        double d0 = 0;
        double d1 = 0;
        double d2 = 0;
        double d3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        int end = from + length;
        int i = from;
        for (int last = end - 3; i < last; i += 4) {
            double a = x[i] - pivot;
            double b = x[i + 1] - pivot;
            double c = x[i + 2] - pivot;
            double d = x[i + 3] - pivot;
            d0 += a;
            d1 += b;
            d2 += c;
            d3 += d;
            q0 += a * a;
            q1 += b * b;
            q2 += c * c;
            q3 += d * d;
        }
        for (; i < end; i++) {
            double a = x[i] - pivot;
            d0 += a;
            q0 += a * a;
        }
        into[at] = pivot;
        into[at + 1] = (d0 + d1) + (d2 + d3);
        into[at + 2] = (q0 + q1) + (q2 + q3);
    }

    private static double sumOfSquares(double[] x, int from, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = from + length;
        int i = from;
        for (int last = end - 3; i < last; i += 4) {
            s0 += x[i] * x[i];
            s1 += x[i + 1] * x[i + 1];
            s2 += x[i + 2] * x[i + 2];
            s3 += x[i + 3] * x[i + 3];
        }
        for (; i < end; i++) {
            s0 += x[i] * x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void normalize(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            int length,
            double mean,
            double residual,
            double scale,
            double beta) {
        double[] row = Arrays.copyOfRange(x, xFrom, xFrom + length);
        for (int i = 0; i < row.length; i++) {
            row[i] = ((row[i] - mean) - residual) * scale + beta;
        }
        System.arraycopy(row, 0, y, yFrom, row.length);
    }

    @Override
    public void normalizeRows(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            int rows,
            double[] statistics,
            int at,
            double[] gamma,
            double[] beta) {
        for (int r = 0; r < rows; r++) {
            int row = r * gamma.length;
            int s = at + r * WIDTH;
            normalizeRow(
                    x, xFrom + row, y, yFrom + row, statistics[s], statistics[s + 1], statistics[s + 2], gamma, beta);
        }
    }

    private static void normalizeRow(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            double mean,
            double residual,
            double rstd,
            double[] gamma,
            double[] beta) {
        double[] row = Arrays.copyOfRange(x, xFrom, xFrom + gamma.length);
        if (beta == null) {
            for (int i = 0; i < row.length; i++) {
                row[i] = ((row[i] - mean) - residual) * rstd * gamma[i];
            }
        } else {
            for (int i = 0; i < row.length; i++) {
                row[i] = ((row[i] - mean) - residual) * rstd * gamma[i] + beta[i];
            }
        }
        System.arraycopy(row, 0, y, yFrom, row.length);
    }

    @Override
    public void normalizeChannels(
            double[] x,
            int xFrom,
            double[] y,
            int yFrom,
            double[] mean,
            double[] residual,
            double[] scale,
            double[] beta) {
        for (int c = 0; c < mean.length; c++) {
            y[yFrom + c] = (((x[xFrom + c] - mean[c]) - residual[c]) * scale[c] + beta[c]);
        }
    }

    @Override
    public void addRows(double[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
        for (int r = 0; r < rows; r++) {
            addRow(x, from + r * shift.length, 1, shift, sum, squares);
        }
    }

    @Override
    public void addRow(double[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
        for (int c = 0; c < shift.length; c++) {
            double d = x[from + c] - shift[c];
            double weighted = weight * d;
            sum[c] += weighted;
            squares[c] += weighted * d;
        }
    }

    @Override
    public void addStretch(double[] x, int from, int length, double shift, double[] into) {
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
            double[] dy,
            int dyFrom,
            double[] x,
            int xFrom,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] sumDy,
            double[] sumDyXhat) {
        for (int c = 0; c < mean.length; c++) {
            double g = dy[dyFrom + c];
            sumDy[c] += g;
            sumDyXhat[c] += g * (((x[xFrom + c] - mean[c]) - residual[c]) * rstd[c]);
        }
    }

    @Override
    public void addGradientStretch(
            double[] dy,
            int dyFrom,
            double[] x,
            int xFrom,
            int length,
            double mean,
            double residual,
            double rstd,
            double[] into) {
        double sumDy = 0;
        double sumDyXhat = 0;
        for (int i = 0; i < length; i++) {
            double g = dy[dyFrom + i];
            sumDy += g;
            sumDyXhat += g * (((x[xFrom + i] - mean) - residual) * rstd);
        }
        into[0] += sumDy;
        into[1] += sumDyXhat;
    }

    @Override
    public void addRowGradient(
            double[] dy,
            int dyFrom,
            double[] x,
            int xFrom,
            double mean,
            double residual,
            double rstd,
            double[] gamma,
            double[] dgamma,
            double[] dbeta,
            double[] into) {
        double sum = 0;
        double sumXhat = 0;
        for (int i = 0; i < gamma.length; i++) {
            double g = dy[dyFrom + i];
            double xhat = ((x[xFrom + i] - mean) - residual) * rstd;
            dgamma[i] += g * xhat;
            sum += g * gamma[i];
            sumXhat += g * gamma[i] * xhat;
        }
        if (dbeta != null) {
            for (int i = 0; i < gamma.length; i++) {
                dbeta[i] += dy[dyFrom + i];
            }
        }
        into[0] += sum;
        into[1] += sumXhat;
    }

    @Override
    public void inputGradient(
            double[] dy,
            int dyFrom,
            double[] x,
            int xFrom,
            double[] dx,
            int dxFrom,
            int length,
            double mean,
            double residual,
            double rstd,
            double gamma,
            double a,
            double b) {
        for (int i = 0; i < length; i++) {
            double xhat = ((x[xFrom + i] - mean) - residual) * rstd;
            dx[dxFrom + i] = (rstd * (gamma * dy[dyFrom + i] - a - xhat * b));
        }
    }

    @Override
    public void inputGradientRow(
            double[] dy,
            int dyFrom,
            double[] x,
            int xFrom,
            double[] dx,
            int dxFrom,
            double mean,
            double residual,
            double rstd,
            double[] gamma,
            double a,
            double b) {
        for (int i = 0; i < gamma.length; i++) {
            double xhat = ((x[xFrom + i] - mean) - residual) * rstd;
            dx[dxFrom + i] = (rstd * (gamma[i] * dy[dyFrom + i] - a - xhat * b));
        }
    }

    @Override
    public void inputGradientChannels(
            double[] dy,
            int dyFrom,
            double[] x,
            int xFrom,
            double[] dx,
            int dxFrom,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] scale,
            double[] a,
            double[] b) {
        for (int c = 0; c < mean.length; c++) {
            double xhat = ((x[xFrom + c] - mean[c]) - residual[c]) * rstd[c];
            dx[dxFrom + c] = (scale[c] * (dy[dyFrom + c] - a[c] - xhat * b[c]));
        }
    }

    @Override
    public boolean allFinite(double[] x, int from, int length) {
        // x - x is zero for finite values and NaN for all others; two sums, so that additions need not wait.
        double even = 0;
        double odd = 0;
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
