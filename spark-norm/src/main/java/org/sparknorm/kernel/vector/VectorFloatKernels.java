package org.sparknorm.kernel.vector;

import org.sparknorm.kernel.FloatKernels;

/** All kernels for float data. Each stands in the class that says what it does. */
public final class VectorFloatKernels implements FloatKernels {

    private final FloatKernels scalar;
    private final FloatStatistics statistics;

    /** @param scalar reference, for ranges that are too short for vectors */
    public VectorFloatKernels(FloatKernels scalar) {
        this.scalar = scalar;
        this.statistics = new FloatStatistics(scalar);
    }

    @Override
    public void layerStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        statistics.layer(x, from, length, sets, epsilon, into, at);
    }

    @Override
    public void rmsStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        statistics.rms(x, from, length, sets, epsilon, into, at);
    }

    @Override
    public void normalize(
            float[] x, float[] y, int from, int length, double mean, double residual, double scale, double beta) {
        FloatMaps.normalize(x, y, from, length, mean, residual, scale, beta);
    }

    @Override
    public void normalizeRows(
            float[] x, float[] y, int from, int rows, double[] statistics, int at, float[] gamma, float[] beta) {
        FloatMaps.normalizeRows(x, y, from, rows, statistics, at, gamma, beta);
    }

    @Override
    public void normalizeChannels(
            float[] x, float[] y, int from, double[] mean, double[] residual, double[] scale, double[] beta) {
        FloatMaps.normalizeChannels(x, y, from, mean, residual, scale, beta);
    }

    @Override
    public void addRows(float[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
        FloatMoments.addRows(x, from, rows, shift, sum, squares);
    }

    @Override
    public void addRow(float[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
        FloatMoments.addRow(x, from, weight, shift, sum, squares);
    }

    @Override
    public void addRange(float[] x, int from, int length, double shift, double[] into) {
        FloatMoments.addRange(x, from, length, shift, into);
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
        FloatGradients.addGradientRow(dy, x, from, mean, residual, rstd, sumDy, sumDyXhat);
    }

    @Override
    public void addGradientRange(
            float[] dy, float[] x, int from, int length, double mean, double residual, double rstd, double[] into) {
        FloatGradients.addGradientRange(dy, x, from, length, mean, residual, rstd, into);
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
        FloatGradients.addRowGradient(dy, x, from, statistics, at, gamma, dgamma, dbeta, into);
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
        FloatGradients.inputGradient(dy, x, dx, from, length, mean, residual, rstd, gamma, a, b);
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
        FloatGradients.inputGradientRow(dy, x, dx, from, statistics, at, gamma, a, b);
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
        FloatGradients.inputGradientChannels(dy, x, dx, from, mean, residual, rstd, scale, a, b);
    }

    @Override
    public boolean allFinite(float[] x, int from, int length) {
        return length < Lanes.FLOATS.length()
                ? scalar.allFinite(x, from, length)
                : FloatSums.allFinite(x, from, length);
    }
}
