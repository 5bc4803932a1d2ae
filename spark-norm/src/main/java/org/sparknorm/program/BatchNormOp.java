package org.sparknorm.program;

import java.util.Arrays;
import org.sparknorm.core.Affine;
import org.sparknorm.core.ChannelNorm;
import org.sparknorm.core.GradientSums;
import org.sparknorm.core.MomentsAccumulator;
import org.sparknorm.core.Rows;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;

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
        MomentsAccumulator sums = new MomentsAccumulator(positions, shift);
        sums.addRows(tape.value(in), 0, tape.rows);
        double[] all = new double[1 + 2 * channels];
        all[0] = (double) tape.rows * positions;
        System.arraycopy(sums.sum(), 0, all, 1, channels);
        System.arraycopy(sums.squares(), 0, all, 1 + channels, channels);
        return all;
    }

    /** Second half of forward, with the sums of the batch. */
    void forward(Tape tape, float[] parameters, double[] shift, double[] sums) {
        double n = sums[0];
        requireVariance(n);
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        for (int c = 0; c < channels && n > 0; c++) {
            double residual = sums[1 + c] / n;
            mean[c] = shift[c] + residual;
            // Not below 0 by rounding; NaN stays NaN.
            variance[c] = Math.max(0, sums[1 + channels + c] / n - residual * residual);
        }
        tape.count[index] = n;
        tape.mean[index] = mean;
        tape.variance[index] = variance;
        normalize(tape, norm(tape, parameters));
    }

    /** Forward by any statistics: the batch's, or running ones in evaluation. */
    void normalize(Tape tape, ChannelNorm norm) {
        norm.normalize(tape.value(in), rows(tape), tape.newValue(out, channels * positions));
    }

    /** This worker's [dbeta, dgamma]. */
    double[] gradientSums(Tape tape, float[] parameters) {
        GradientSums sums = new GradientSums(channels);
        norm(tape, parameters).addGradients(tape.dy, tape.value(in), rows(tape), sums);
        double[] both = Arrays.copyOf(sums.dbeta(), 2 * channels);
        System.arraycopy(sums.dgamma(), 0, both, channels, channels);
        return both;
    }

    /** Second half of backward, with the [dbeta, dgamma] of the batch. */
    void backward(Tape tape, float[] parameters, double[] sums) {
        for (int c = 0; c < channels; c++) {
            tape.gradients[beta + c] = (float) sums[c];
            tape.gradients[gamma + c] = (float) sums[channels + c];
        }
        GradientSums batch = new GradientSums(
                Arrays.copyOf(sums, channels), Arrays.copyOfRange(sums, channels, 2 * channels), tape.count[index]);
        norm(tape, parameters).inputGradient(tape.dy, tape.value(in), rows(tape), batch, tape.dy);
    }

    private Rows rows(Tape tape) {
        return new Rows(tape.rows, channels, positions);
    }

    /** By the batch's statistics: made once for forward and backward, but where the tape was sent elsewhere in between. */
    private ChannelNorm norm(Tape tape, float[] parameters) {
        ChannelNorm norm = tape.channelNorm(index);
        if (norm == null) {
            norm = norm(parameters, tape.mean[index], tape.variance[index]);
            tape.channelNorm(index, norm);
        }
        return norm;
    }

    /** A mean of one double is good enough for float data: it is 2^-29 of an ulp of theirs off at most. */
    ChannelNorm norm(float[] parameters, double[] mean, double[] variance) {
        Affine affine = new Affine(doubles(parameters, gamma), doubles(parameters, beta));
        return ChannelNorm.of(mean, variance, affine, normalization.epsilon());
    }

    private double[] doubles(float[] parameters, int offset) {
        double[] values = new double[channels];
        for (int c = 0; c < channels; c++) {
            values[c] = parameters[offset + c];
        }
        return values;
    }

    /** One value has no variance. A worker of its own without rows has nothing to normalize, and needs none. */
    private void requireVariance(double n) {
        if (n < 2 && (synchronizes() || n > 0)) {
            throw new TooFewValuesException("layer '" + name + "': batch norm needs at least 2 values per channel "
                    + (synchronizes() ? "over all workers" : "on each worker") + ", this batch has " + (long) n);
        }
    }
}
