package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.sparknorm.kernel.DoubleKernels;

/** All kernels for double data; what stands here are the gradients, in double lanes. */
public final class VectorDoubleKernels extends VectorDoubleForward {

    private static final int LANES = Lanes.DOUBLES.length();

    /**
     * @param scalar for stretches that are too short for vectors
     */
    public VectorDoubleKernels(DoubleKernels scalar) {
        super(scalar);
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
        int end = Lanes.DOUBLES.loopBound(mean.length);
        for (int c = 0; c < end; c += LANES) {
            DoubleVector g = Lanes.load(dy, dyFrom + c);
            DoubleVector d = Lanes.load(x, xFrom + c).sub(Lanes.load(mean, c)).sub(Lanes.load(residual, c));
            DoubleVector xhat = d.mul(Lanes.load(rstd, c));
            Lanes.store(Lanes.load(sumDy, c).add(g), sumDy, c);
            Lanes.store(g.fma(xhat, Lanes.load(sumDyXhat, c)), sumDyXhat, c);
        }
        for (int c = end; c < mean.length; c++) {
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
        int end = Lanes.DOUBLES.loopBound(length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector s = Lanes.zero();
        DoubleVector p = Lanes.zero();
        for (int i = 0; i < end; i += LANES) {
            DoubleVector g = Lanes.load(dy, dyFrom + i);
            s = s.add(g);
            p = Lanes.load(x, xFrom + i).sub(m).sub(r).fma(g, p);
        }
        double sumDy = s.reduceLanes(VectorOperators.ADD);
        double sumDyXhat = p.reduceLanes(VectorOperators.ADD);
        for (int i = end; i < length; i++) {
            double g = dy[dyFrom + i];
            sumDy += g;
            sumDyXhat += g * ((x[xFrom + i] - mean) - residual);
        }
        into[0] += sumDy;
        into[1] += sumDyXhat * rstd;
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
        int length = gamma.length;
        int end = Lanes.DOUBLES.loopBound(length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector rs = Lanes.of(rstd);
        DoubleVector s = Lanes.zero();
        DoubleVector p = Lanes.zero();
        for (int i = 0; i < end; i += LANES) {
            DoubleVector g = Lanes.load(dy, dyFrom + i);
            DoubleVector xhat = Lanes.load(x, xFrom + i).sub(m).sub(r).mul(rs);
            Lanes.store(g.fma(xhat, Lanes.load(dgamma, i)), dgamma, i);
            DoubleVector scaled = g.mul(Lanes.load(gamma, i));
            s = s.add(scaled);
            p = scaled.fma(xhat, p);
        }
        double sum = s.reduceLanes(VectorOperators.ADD);
        double sumXhat = p.reduceLanes(VectorOperators.ADD);
        for (int i = end; i < length; i++) {
            double g = dy[dyFrom + i];
            double xhat = ((x[xFrom + i] - mean) - residual) * rstd;
            dgamma[i] += g * xhat;
            sum += g * gamma[i];
            sumXhat += g * gamma[i] * xhat;
        }
        if (dbeta != null) {
            add(dy, dyFrom, dbeta);
        }
        into[0] += sum;
        into[1] += sumXhat;
    }

    private static void add(double[] dy, int dyFrom, double[] dbeta) {
        int end = Lanes.DOUBLES.loopBound(dbeta.length);
        for (int i = 0; i < end; i += LANES) {
            Lanes.store(Lanes.load(dbeta, i).add(Lanes.load(dy, dyFrom + i)), dbeta, i);
        }
        for (int i = end; i < dbeta.length; i++) {
            dbeta[i] += dy[dyFrom + i];
        }
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
        int end = Lanes.DOUBLES.loopBound(length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector g = Lanes.of(rstd * gamma);
        DoubleVector va = Lanes.of(-rstd * a);
        DoubleVector vb = Lanes.of(-rstd * rstd * b);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector d = Lanes.load(x, xFrom + i).sub(m).sub(r);
            Lanes.store(Lanes.load(dy, dyFrom + i).fma(g, d.fma(vb, va)), dx, dxFrom + i);
        }
        for (int i = end; i < length; i++) {
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
        int end = Lanes.DOUBLES.loopBound(gamma.length);
        DoubleVector m = Lanes.of(mean);
        DoubleVector r = Lanes.of(residual);
        DoubleVector rs = Lanes.of(rstd);
        DoubleVector va = Lanes.of(-rstd * a);
        DoubleVector vb = Lanes.of(-rstd * rstd * b);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector d = Lanes.load(x, xFrom + i).sub(m).sub(r);
            DoubleVector g = Lanes.load(dy, dyFrom + i).mul(Lanes.load(gamma, i));
            Lanes.store(g.fma(rs, d.fma(vb, va)), dx, dxFrom + i);
        }
        for (int i = end; i < gamma.length; i++) {
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
        int end = Lanes.DOUBLES.loopBound(mean.length);
        for (int c = 0; c < end; c += LANES) {
            DoubleVector d = Lanes.load(x, xFrom + c).sub(Lanes.load(mean, c)).sub(Lanes.load(residual, c));
            DoubleVector xhat = d.mul(Lanes.load(rstd, c));
            DoubleVector g = Lanes.load(dy, dyFrom + c).sub(Lanes.load(a, c)).sub(xhat.mul(Lanes.load(b, c)));
            Lanes.store(g.mul(Lanes.load(scale, c)), dx, dxFrom + c);
        }
        for (int c = end; c < mean.length; c++) {
            double xhat = ((x[xFrom + c] - mean[c]) - residual[c]) * rstd[c];
            dx[dxFrom + c] = (scale[c] * (dy[dyFrom + c] - a[c] - xhat * b[c]));
        }
    }
}
