package org.sparknorm.program;

import org.sparknorm.core.Affine;
import org.sparknorm.core.ChannelNorm;
import org.sparknorm.core.GradientSums;
import org.sparknorm.core.Moments;
import org.sparknorm.core.MomentsAccumulator;
import org.sparknorm.core.Rows;
import org.sparknorm.core.ShiftedSums;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;

/**
 * Batch norm over the rows and positions of a batch. Forward and backward come in two halves, with the sums of this
 * worker's rows in between, so that the sums of all workers can take their place.
 *
 * @param name number and text of the layer
 * @param index number of the norm in the program
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

    /** Sums this worker's rows, around the shift. */
    ShiftedSums sums(Tape tape, double[] shift) {
        MomentsAccumulator rows = new MomentsAccumulator(positions, shift);
        rows.addRows(tape.value(in), 0, tape.rows);
        return rows.toSums();
    }

    /** Does the second half of forward, with the sums of the batch. */
    void forward(Tape tape, float[] parameters, ShiftedSums batch) {
        Moments moments = batch.toMoments(positions);
        requireVariance(moments);
        tape.moments[index] = moments;
        tape.ownSums[index] = synchronizes() ? null : batch;
        normalize(tape, norm(tape, parameters));
    }

    /** Forward by any statistics: the batch's, or running ones in evaluation. */
    void normalize(Tape tape, ChannelNorm norm) {
        norm.normalize(tape.value(in), rows(tape), tape.newValue(out, channels * positions));
    }

    /** Sums this worker's dbeta and dgamma. */
    GradientSums gradientSums(Tape tape, float[] parameters) {
        GradientSums sums = new GradientSums(channels);
        norm(tape, parameters).addGradients(tape.dy, tape.value(in), rows(tape), sums);
        return sums;
    }

    /** Does the second half of backward, with the sums of the batch. */
    void backward(Tape tape, float[] parameters, GradientSums batch) {
        double[] sums = batch.values();
        for (int c = 0; c < channels; c++) {
            tape.gradients[beta + c] = (float) sums[c];
            tape.gradients[gamma + c] = (float) sums[channels + c];
        }
        norm(tape, parameters).inputGradient(tape.dy, tape.value(in), rows(tape), batch, tape.dy);
    }

    private Rows rows(Tape tape) {
        return new Rows(tape.rows, channels, positions);
    }

    /**
     * Returns the norm by the batch's statistics: made once for both passes, and again where the tape was sent
     * elsewhere.
     */
    private ChannelNorm norm(Tape tape, float[] parameters) {
        ChannelNorm norm = tape.channelNorm(index);
        if (norm == null) {
            Moments batch = tape.moments[index];
            // A worker of its own without rows has no statistics, and nothing to normalize by them.
            norm = batch.hasVariance()
                    ? ChannelNorm.ofBatch(batch, affine(parameters), normalization.epsilon())
                    : norm(parameters, new double[channels], new double[channels]);
            tape.channelNorm(index, norm);
        }
        return norm;
    }

    /** Returns the norm by given statistics, the running ones. */
    ChannelNorm norm(float[] parameters, double[] mean, double[] variance) {
        return ChannelNorm.of(mean, variance, affine(parameters), normalization.epsilon());
    }

    private Affine affine(float[] parameters) {
        return new Affine(doubles(parameters, gamma), doubles(parameters, beta));
    }

    private double[] doubles(float[] parameters, int offset) {
        double[] values = new double[channels];
        for (int c = 0; c < channels; c++) {
            values[c] = parameters[offset + c];
        }
        return values;
    }

    /** Refuses a batch of one value a channel; only a worker of its own may have none. */
    private void requireVariance(Moments batch) {
        if (!batch.hasVariance() && (synchronizes() || batch.rows() > 0)) {
            throw new TooFewValuesException("layer '" + name + "': batch norm needs at least 2 values per channel "
                    + (synchronizes() ? "over all workers" : "on each worker") + ", this batch has "
                    + (long) batch.weight(0));
        }
    }
}
