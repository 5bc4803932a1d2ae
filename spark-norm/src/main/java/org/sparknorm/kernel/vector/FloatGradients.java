package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Gradients of float data, in double lanes. */
final class FloatGradients {

    private static final int LANES = Lanes.DOUBLES.length();

    private FloatGradients() {}

    static void addGradientRow(
            float[] dy,
            float[] x,
            int from,
            double[] mean,
            double[] residual,
            double[] rstd,
            double[] sumDy,
            double[] sumDyXhat) {
        int end = Lanes.DOUBLES.loopBound(mean.length);
        for (int c = 0; c < end; c += LANES) {
            DoubleVector g = Lanes.load(dy, from + c);
            DoubleVector d = Lanes.load(x, from + c).sub(Lanes.load(mean, c)).sub(Lanes.load(residual, c));
            DoubleVector xhat = d.mul(Lanes.load(rstd, c));
            Lanes.store(Lanes.load(sumDy, c).add(g), sumDy, c);
            Lanes.store(g.fma(xhat, Lanes.load(sumDyXhat, c)), sumDyXhat, c);
        }
        for (int c = end; c < mean.length; c++) {
            double g = dy[from + c];
            sumDy[c] += g;
            sumDyXhat[c] += g * (((x[from + c] - mean[c]) - residual[c]) * rstd[c]);
        }
    }

    static void addGradientRange(
            float[] dy, float[] x, int from, int length, double mean, double residual, double rstd, double[] into) {
        int end = Lanes.DOUBLES.loopBound(length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector s = Lanes.zero();
        DoubleVector p = Lanes.zero();
        for (int i = 0; i < end; i += LANES) {
            DoubleVector g = Lanes.load(dy, from + i);
            s = s.add(g);
            p = Lanes.load(x, from + i).sub(m).sub(r).fma(g, p);
        }
        double sumDy = s.reduceLanes(VectorOperators.ADD);
        double sumDyXhat = p.reduceLanes(VectorOperators.ADD);
        for (int i = end; i < length; i++) {
            double g = dy[from + i];
            sumDy += g;
            sumDyXhat += g * ((x[from + i] - mean) - residual);
        }
        into[0] += sumDy;
        into[1] += sumDyXhat * rstd;
    }

    static void addRowGradient(
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
        int end = Lanes.DOUBLES.loopBound(gamma.length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector rs = Lanes.of(rstd);
        DoubleVector s = Lanes.zero();
        DoubleVector p = Lanes.zero();
        for (int i = 0; i < end; i += LANES) {
            DoubleVector g = Lanes.load(dy, from + i);
            DoubleVector xhat = Lanes.load(x, from + i).sub(m).sub(r).mul(rs);
            Lanes.store(g.fma(xhat, Lanes.load(dgamma, i)), dgamma, i);
            DoubleVector scaled = g.mul(Lanes.load(gamma, i));
            s = s.add(scaled);
            p = scaled.fma(xhat, p);
        }
        double sum = s.reduceLanes(VectorOperators.ADD);
        double sumXhat = p.reduceLanes(VectorOperators.ADD);
        for (int i = end; i < gamma.length; i++) {
            double g = dy[from + i];
            double xhat = ((x[from + i] - mean) - residual) * rstd;
            dgamma[i] += g * xhat;
            sum += g * gamma[i];
            sumXhat += g * gamma[i] * xhat;
        }
        addBeta(dy, from, dbeta);
        into[0] += sum;
        into[1] += sumXhat;
    }

    private static void addBeta(float[] dy, int from, double[] dbeta) {
        int length = dbeta == null ? 0 : dbeta.length;
        int end = Lanes.DOUBLES.loopBound(length);
        for (int i = 0; i < end; i += LANES) {
            Lanes.store(Lanes.load(dbeta, i).add(Lanes.load(dy, from + i)), dbeta, i);
        }
        for (int i = end; i < length; i++) {
            dbeta[i] += dy[from + i];
        }
    }

    static void inputGradient(
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
        int end = Lanes.DOUBLES.loopBound(length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector g = Lanes.of(rstd * gamma);
        DoubleVector va = Lanes.of(-rstd * a);
        DoubleVector vb = Lanes.of(-rstd * rstd * b);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector d = Lanes.load(x, from + i).sub(m).sub(r);
            Lanes.store(Lanes.load(dy, from + i).fma(g, d.fma(vb, va)), dx, from + i);
        }
        for (int i = end; i < length; i++) {
            double xhat = ((x[from + i] - mean) - residual) * rstd;
            dx[from + i] = (float) (rstd * (gamma * dy[from + i] - a - xhat * b));
        }
    }

    static void inputGradientRow(
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
        int end = Lanes.DOUBLES.loopBound(gamma.length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector rs = Lanes.of(rstd);
        DoubleVector va = Lanes.of(-rstd * a);
        DoubleVector vb = Lanes.of(-rstd * rstd * b);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector d = Lanes.load(x, from + i).sub(m).sub(r);
            DoubleVector g = Lanes.load(dy, from + i).mul(Lanes.load(gamma, i));
            Lanes.store(g.fma(rs, d.fma(vb, va)), dx, from + i);
        }
        for (int i = end; i < gamma.length; i++) {
            double xhat = ((x[from + i] - mean) - residual) * rstd;
            dx[from + i] = (float) (rstd * ((double) gamma[i] * dy[from + i] - a - xhat * b));
        }
    }

    static void inputGradientChannels(
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
        int end = Lanes.DOUBLES.loopBound(mean.length);
        for (int c = 0; c < end; c += LANES) {
            DoubleVector d = Lanes.load(x, from + c).sub(Lanes.load(mean, c)).sub(Lanes.load(residual, c));
            DoubleVector xhat = d.mul(Lanes.load(rstd, c));
            DoubleVector g = Lanes.load(dy, from + c).sub(Lanes.load(a, c)).sub(xhat.mul(Lanes.load(b, c)));
            Lanes.store(g.mul(Lanes.load(scale, c)), dx, from + c);
        }
        for (int c = end; c < mean.length; c++) {
            double xhat = ((x[from + c] - mean[c]) - residual[c]) * rstd[c];
            dx[from + c] = (float) (scale[c] * (dy[from + c] - a[c] - xhat * b[c]));
        }
    }
}
