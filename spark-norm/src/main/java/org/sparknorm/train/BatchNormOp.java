package org.sparknorm.train;

import java.util.Arrays;
import org.sparknorm.core.NormLoops;

/**
 * Batch norm over the rows and positions of a batch. Forward and backward come in two halves, with the sums of this
 * worker's rows in between, so that the sums of all workers can take their place.
 *
 * @param name of the layer
 * @param index of the norm in the program
 */
record BatchNormOp(
        String name,
        int in,
        int out,
        int index,
        int channels,
        int positions,
        Normalization normalization,
        int gamma,
        int beta)
        implements Op {

    boolean synchronizes() {
        return normalization.kind() == NormKind.SYNC_BATCH;
    }

    /** This worker's [count, sum of each channel, sum of squares of each channel], around the shift. */
    double[] sums(Tape tape, double[] shift) {
        double[] sum = new double[channels];
        double[] squares = new double[channels];
        NormLoops.addSums(tape.value(in), tape.rows, channels, positions, shift, sum, squares);
        double[] all = new double[1 + 2 * channels];
        all[0] = (double) tape.rows * positions;
        System.arraycopy(sum, 0, all, 1, channels);
        System.arraycopy(squares, 0, all, 1 + channels, channels);
        return all;
    }

    /** Second half of forward, with the sums of the batch. */
    void forward(Tape tape, float[] parameters, double[] shift, double[] sums) {
        double n = sums[0];
        requireVariance(n);
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        double[] rstd = new double[channels];
        for (int c = 0; c < channels && n > 0; c++) {
            double residual = sums[1 + c] / n;
            mean[c] = shift[c] + residual;
            // Not below 0 by rounding; NaN stays NaN.
            variance[c] = Math.max(0, sums[1 + channels + c] / n - residual * residual);
            rstd[c] = 1 / Math.sqrt(variance[c] + normalization.epsilon());
        }
        tape.count[index] = n;
        tape.mean[index] = mean;
        tape.variance[index] = variance;
        tape.rstd[index] = rstd;
        normalize(tape, parameters, mean, rstd);
    }

    /** Forward in evaluation: running statistics in place of the batch's. */
    void evaluate(Tape tape, float[] parameters, double[] runningMean, double[] runningVariance) {
        double[] rstd = new double[channels];
        for (int c = 0; c < channels; c++) {
            rstd[c] = 1 / Math.sqrt(runningVariance[c] + normalization.epsilon());
        }
        normalize(tape, parameters, runningMean, rstd);
    }

    private void normalize(Tape tape, float[] parameters, double[] mean, double[] rstd) {
        double[] scale = new double[channels];
        double[] b = new double[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = rstd[c] * parameters[gamma + c];
            b[c] = parameters[beta + c];
        }
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, channels * positions);
        NormLoops.normalizeChannels(x, y, tape.rows, channels, positions, mean, scale, b);
    }

    /** This worker's [dbeta, dgamma]. */
    double[] gradientSums(Tape tape) {
        double[] dbeta = new double[channels];
        double[] dgamma = new double[channels];
        NormLoops.addGradientSums(
                tape.dy,
                tape.value(in),
                tape.rows,
                channels,
                positions,
                tape.mean[index],
                tape.rstd[index],
                dbeta,
                dgamma);
        double[] both = Arrays.copyOf(dbeta, 2 * channels);
        System.arraycopy(dgamma, 0, both, channels, channels);
        return both;
    }

    /** Second half of backward, with the [dbeta, dgamma] of the batch. */
    void backward(Tape tape, float[] parameters, double[] sums) {
        double n = tape.count[index];
        double[] meanDy = new double[channels];
        double[] meanDyXhat = new double[channels];
        for (int c = 0; c < channels; c++) {
            tape.gradients[beta + c] = (float) sums[c];
            tape.gradients[gamma + c] = (float) sums[channels + c];
            meanDy[c] = sums[c] / n;
            meanDyXhat[c] = sums[channels + c] / n;
        }
        NormLoops.channelInputGradient(
                tape.dy,
                tape.value(in),
                tape.dy,
                tape.rows,
                channels,
                positions,
                tape.mean[index],
                tape.rstd[index],
                Arrays.copyOfRange(parameters, gamma, gamma + channels),
                meanDy,
                meanDyXhat);
    }

    /** One value has no variance. A worker of its own without rows has nothing to normalize, and needs none. */
    private void requireVariance(double n) {
        if (n < 2 && (synchronizes() || n > 0)) {
            throw new TooFewValuesException("layer '" + name + "': batch norm needs at least 2 values per channel "
                    + (synchronizes() ? "over all workers" : "on each worker") + ", this batch has " + (long) n);
        }
    }
}
