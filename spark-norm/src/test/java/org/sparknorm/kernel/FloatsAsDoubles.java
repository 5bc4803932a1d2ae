package org.sparknorm.kernel;

import static org.sparknorm.core.RandomData.toFloats;

/**
 * Float kernels with the face of double kernels, for data that are floats as well.
 *
 * @param kernels kernels that do the work
 */
record FloatsAsDoubles(FloatKernels kernels) implements DoubleKernels {

    @Override
    public void layerStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        kernels.layerStatistics(toFloats(x), from, length, sets, epsilon, into, at);
    }

    @Override
    public void rmsStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        kernels.rmsStatistics(toFloats(x), from, length, sets, epsilon, into, at);
    }

    @Override
    public void normalize(
            double[] x, double[] y, int from, int length, double mean, double residual, double scale, double beta) {
        float[] in = toFloats(x);
        float[] out = y == x ? in : toFloats(y);
        kernels.normalize(in, out, from, length, mean, residual, scale, beta);
        toDoubles(out, y);
    }

    @Override
    public void normalizeRows(
            double[] x, double[] y, int from, int rows, double[] statistics, int at, double[] gamma, double[] beta) {
        float[] in = toFloats(x);
        float[] out = y == x ? in : toFloats(y);
        kernels.normalizeRows(in, out, from, rows, statistics, at, toFloats(gamma), toFloats(beta));
        toDoubles(out, y);
    }

    @Override
    public void normalizeChannels(
            double[] x, double[] y, int from, double[] mean, double[] residual, double[] scale, double[] beta) {
        float[] in = toFloats(x);
        float[] out = y == x ? in : toFloats(y);
        kernels.normalizeChannels(in, out, from, mean, residual, scale, beta);
        toDoubles(out, y);
    }

    @Override
    public void addRows(double[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
        kernels.addRows(toFloats(x), from, rows, shift, sum, squares);
    }

    @Override
    public void addRow(double[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
        kernels.addRow(toFloats(x), from, weight, shift, sum, squares);
    }

    @Override
    public void addRange(double[] x, int from, int length, double shift, double[] into) {
        kernels.addRange(toFloats(x), from, length, shift, into);
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
        kernels.addGradientRow(toFloats(dy), toFloats(x), from, mean, residual, rstd, sumDy, sumDyXhat);
    }

    @Override
    public void addGradientRange(
            double[] dy, double[] x, int from, int length, double mean, double residual, double rstd, double[] into) {
        kernels.addGradientRange(toFloats(dy), toFloats(x), from, length, mean, residual, rstd, into);
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
        kernels.addRowGradient(toFloats(dy), toFloats(x), from, statistics, at, toFloats(gamma), dgamma, dbeta, into);
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
        float[] in = toFloats(dy);
        float[] out = dx == dy ? in : toFloats(dx);
        kernels.inputGradient(in, toFloats(x), out, from, length, mean, residual, rstd, gamma, a, b);
        toDoubles(out, dx);
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
        float[] in = toFloats(dy);
        float[] out = dx == dy ? in : toFloats(dx);
        kernels.inputGradientRow(in, toFloats(x), out, from, statistics, at, toFloats(gamma), a, b);
        toDoubles(out, dx);
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
        float[] in = toFloats(dy);
        float[] out = dx == dy ? in : toFloats(dx);
        kernels.inputGradientChannels(in, toFloats(x), out, from, mean, residual, rstd, scale, a, b);
        toDoubles(out, dx);
    }

    @Override
    public boolean allFinite(double[] x, int from, int length) {
        return kernels.allFinite(toFloats(x), from, length);
    }

    private static void toDoubles(float[] values, double[] into) {
        for (int i = 0; i < values.length; i++) {
            into[i] = values[i];
        }
    }
}
