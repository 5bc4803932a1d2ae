package org.sparknorm.program;

import java.io.Serializable;
import java.util.Arrays;
import org.sparknorm.core.ChannelNorm;
import org.sparknorm.core.Moments;
import org.sparknorm.core.ShiftedSums;

/**
 * What one worker's rows of one batch leave behind on their way forward and backward: plain arrays. Forward writes
 * every array of values and statistics once; backward works in arrays of its own, in place. Arrays of values may be
 * longer than the rows, so that the next batch can use them again.
 */
final class Tape implements Serializable {

    private static final long serialVersionUID = 1L;

    int rows;

    /** Statistics of the sets of each row norm, made anew for every batch. */
    final double[][] statistics;

    /** Moments that each batch norm found in the batch: likewise. */
    final Moments[] moments;

    /** Sums behind the moments of each batch norm, where they are this worker's own: likewise. */
    final ShiftedSums[] ownSums;

    /** Gradients of all parameters of the program. */
    final float[] gradients;

    /** Gradient of the value that the op at hand wrote. */
    float[] dy = {};

    /** Gradients that wait, by depth of residual, from join to fork. */
    private final float[][] skips;

    /** Values that ops wrote, {@code rows * size} floats each; the first is the input. */
    private final float[][] values;

    private int written;
    private transient float[] spare;
    private transient float[] columns;

    /** Norms by the moments, one for each batch norm. */
    private transient ChannelNorm[] channelNorms;

    Tape(int values, int norms, int batchNorms, int depth, int parameters) {
        this(
                new float[values][],
                new double[norms][],
                new Moments[batchNorms],
                new ShiftedSums[batchNorms],
                new float[parameters],
                new float[depth][]);
    }

    private Tape(
            float[][] values,
            double[][] statistics,
            Moments[] moments,
            ShiftedSums[] ownSums,
            float[] gradients,
            float[][] skips) {
        this.values = values;
        this.statistics = statistics;
        this.moments = moments;
        this.ownSums = ownSums;
        this.gradients = gradients;
        this.skips = skips;
    }

    /** Forgets the last batch, and takes the input of the next: not copied, not written to. */
    void start(float[] input, int rows) {
        this.rows = rows;
        values[0] = input;
        written = 1;
        Arrays.fill(statistics, null);
        Arrays.fill(moments, null);
        channelNorms = null;
    }

    /** Backward begins: convolutions add to what is there. */
    void clearGradients() {
        Arrays.fill(gradients, 0);
    }

    /** A tape that goes its own way from here: it shares what forward wrote and owns what backward works on. */
    Tape copy() {
        float[][] ownValues = new float[values.length][];
        System.arraycopy(values, 0, ownValues, 0, written);
        float[][] ownSkips = new float[skips.length][];
        for (int depth = 0; depth < skips.length; depth++) {
            ownSkips[depth] = skips[depth] == null ? null : skips[depth].clone();
        }
        Tape copy =
                new Tape(ownValues, statistics.clone(), moments.clone(), ownSums.clone(), gradients.clone(), ownSkips);
        copy.rows = rows;
        copy.written = written;
        copy.dy = dy.clone();
        copy.channelNorms = channelNorms == null ? null : channelNorms.clone();
        return copy;
    }

    /** A value that is there. */
    float[] value(int id) {
        return values[id];
    }

    /** Returns the norm by the moments; null if it is not there. */
    ChannelNorm channelNorm(int index) {
        return channelNorms == null ? null : channelNorms[index];
    }

    void channelNorm(int index, ChannelNorm norm) {
        if (channelNorms == null) {
            channelNorms = new ChannelNorm[moments.length];
        }
        channelNorms[index] = norm;
    }

    /** The array for a new value of {@code size} floats a row. */
    float[] newValue(int id, int size) {
        written = id + 1;
        return values[id] = atLeast(size, values[id]);
    }

    /** The array for the gradient of an op's input, {@code size} floats a row, until {@link #swapGradients}. */
    float[] dx(int size) {
        return spare = atLeast(size, spare);
    }

    /** The op is done: what it wrote to {@link #dx} is the next op's dy. */
    void swapGradients() {
        float[] done = dy;
        dy = spare;
        spare = done;
    }

    /** Returns the array in which the gradient waits that goes around a branch, {@code size} floats a row. */
    float[] newSkip(int depth, int size) {
        return skips[depth] = atLeast(size, skips[depth]);
    }

    float[] skip(int depth) {
        return skips[depth];
    }

    /** Working memory of a convolution, nothing that lasts. */
    float[] columns(int size) {
        if (columns == null || columns.length < size) {
            columns = new float[size];
        }
        return columns;
    }

    private float[] atLeast(int size, float[] array) {
        int needed = Math.multiplyExact(rows, size);
        return array != null && array.length >= needed ? array : new float[needed];
    }
}
