package org.sparknorm.kernel;

import java.math.BigDecimal;
import java.math.MathContext;

/** What each kernel is by definition, element by element; sums of one set are exact. */
final class KernelDefinitions implements DoubleKernels {

    @Override
    public void layerStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        for (int s = 0; s < sets; s++) {
            int first = from + s * length;
            BigDecimal mean = sum(x, first, length, BigDecimal.ZERO, 1)
                    .divide(BigDecimal.valueOf(length), MathContext.DECIMAL128);
            double squares = sum(x, first, length, mean, 2).doubleValue();
            int set = at + s * Statistics.WIDTH;
            into[set] = mean.doubleValue();
            into[set + 1] = mean.subtract(new BigDecimal(into[set])).doubleValue();
            into[set + 2] = 1 / Math.sqrt(squares / length + epsilon);
        }
    }

    @Override
    public void rmsStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        for (int s = 0; s < sets; s++) {
            double squares =
                    sum(x, from + s * length, length, BigDecimal.ZERO, 2).doubleValue();
            into[at + s * Statistics.WIDTH] = 0;
            into[at + s * Statistics.WIDTH + 1] = 0;
            into[at + s * Statistics.WIDTH + 2] = 1 / Math.sqrt(squares / length + epsilon);
        }
    }

    private static BigDecimal sum(double[] x, int from, int length, BigDecimal mean, int power) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = from; i < from + length; i++) {
            sum = sum.add(new BigDecimal(x[i]).subtract(mean).pow(power));
        }
        return sum;
    }

    @Override
    public void normalize(
            double[] x, double[] y, int from, int length, double mean, double residual, double scale, double beta) {
        for (int i = from; i < from + length; i++) {
            y[i] = (x[i] - mean - residual) * scale + beta;
        }
    }

    @Override
    public void normalizeRows(
            double[] x, double[] y, int from, int rows, double[] statistics, int at, double[] gamma, double[] beta) {
        for (int i = 0; i < rows * gamma.length; i++) {
            int s = at + i / gamma.length * Statistics.WIDTH;
            int c = i % gamma.length;
            double xhat = (x[from + i] - statistics[s] - statistics[s + 1]) * statistics[s + 2];
            y[from + i] = xhat * gamma[c] + (beta == null ? 0 : beta[c]);
        }
    }

    @Override
    public void normalizeChannels(
            double[] x, double[] y, int from, double[] mean, double[] residual, double[] scale, double[] beta) {
        for (int c = 0; c < mean.length; c++) {
            y[from + c] = (x[from + c] - mean[c] - residual[c]) * scale[c] + beta[c];
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
            sum[c] += weight * d;
            squares[c] += weight * d * d;
        }
    }

    @Override
    public void addRange(double[] x, int from, int length, double shift, double[] into) {
        for (int i = from; i < from + length; i++) {
            double d = x[i] - shift;
            into[0] += d;
            into[1] += d * d;
        }
    }

    @Override
    public void addGradientRow(
            double[] dy,
            double[] x,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] sumDy,
            double[] sumDyXhat) {
        for (int c = 0; c < mean.length; c++) {
            double xhat = (x[from + c] - mean[c] - residual[c]) * rstd[c];
            sumDy[c] += dy[from + c];
            sumDyXhat[c] += dy[from + c] * xhat;
        }
    }

    @Override
    public void addGradientRange(
            double[] dy, double[] x, int from, int length, double mean, double residual, double rstd, double[] into) {
        for (int i = from; i < from + length; i++) {
            double xhat = (x[i] - mean - residual) * rstd;
            into[0] += dy[i];
            into[1] += dy[i] * xhat;
        }
    }

    @Override
    public void addRowGradient(
            double[] dy,
            double[] x,
            int from,
            double[] statistics,
            int at,
            double[] gamma,
            double[] dgamma,
            double[] dbeta,
            double[] into) {
        for (int i = 0; i < gamma.length; i++) {
            double g = dy[from + i];
            double xhat = (x[from + i] - statistics[at] - statistics[at + 1]) * statistics[at + 2];
            dgamma[i] += g * xhat;
            if (dbeta != null) {
                dbeta[i] += g;
            }
            into[0] += gamma[i] * g;
            into[1] += gamma[i] * g * xhat;
        }
    }

    @Override
    public void inputGradient(
            double[] dy,
            double[] x,
            double[] dx,
            int from,
            int length,
            double mean,
            double residual,
            double rstd,
            double gamma,
            double a,
            double b) {
        for (int i = from; i < from + length; i++) {
            double xhat = (x[i] - mean - residual) * rstd;
            dx[i] = rstd * (gamma * dy[i] - a - xhat * b);
        }
    }

    @Override
    public void inputGradientRow(
            double[] dy,
            double[] x,
            double[] dx,
            int from,
            double[] statistics,
            int at,
            double[] gamma,
            double a,
            double b) {
        for (int i = 0; i < gamma.length; i++) {
            double xhat = (x[from + i] - statistics[at] - statistics[at + 1]) * statistics[at + 2];
            dx[from + i] = statistics[at + 2] * (gamma[i] * dy[from + i] - a - xhat * b);
        }
    }

    @Override
    public void inputGradientChannels(
            double[] dy,
            double[] x,
            double[] dx,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] scale,
            double[] a,
            double[] b) {
        for (int c = 0; c < mean.length; c++) {
            double xhat = (x[from + c] - mean[c] - residual[c]) * rstd[c];
            dx[from + c] = scale[c] * (dy[from + c] - a[c] - xhat * b[c]);
        }
    }

    @Override
    public boolean allFinite(double[] x, int from, int length) {
        boolean finite = true;
        for (int i = from; i < from + length; i++) {
            finite &= Double.isFinite(x[i]);
        }
        return finite;
    }
}
