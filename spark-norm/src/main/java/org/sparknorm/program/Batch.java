package org.sparknorm.program;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One worker's rows of a batch, without copying: arrays may be longer than the rows and used again when the step is
 * done.
 */
public final class Batch implements Serializable {

    private static final long serialVersionUID = 1L;

    private final float[] features;
    private final int[] labels;
    private final double[] weights;
    private final int rows;

    /**
     * @param features row after row
     * @param labels class of each row, from 0; null for forward passes only
     * @param weights weight of each row in the loss, finite and not negative; null: ones
     * @param rows number of rows, 0 allowed
     */
    public Batch(float[] features, int[] labels, double[] weights, int rows) {
        if (rows < 0 || (labels != null && labels.length < rows) || (weights != null && weights.length < rows)) {
            throw new IllegalArgumentException("a batch of " + rows + " rows needs as many labels and weights, found "
                    + (labels == null ? "no" : labels.length) + " labels and "
                    + (weights == null ? "no" : weights.length) + " weights");
        }
        this.features = features;
        this.labels = labels;
        this.weights = weights;
        this.rows = rows;
    }

    /** Returns a batch of rows of weight 1. */
    public static Batch of(float[] features, int[] labels) {
        return new Batch(features, labels, null, labels.length);
    }

    /** Returns the same rows for a forward pass only. */
    public Batch withoutLabels() {
        return new Batch(features, null, weights, rows);
    }

    public int rows() {
        return rows;
    }

    /** Returns the sum of the weights of the rows: what workers sum to know the weight of the global batch. */
    public double weight() {
        return weights == null ? rows : Arrays.stream(weights, 0, rows).sum();
    }

    public float[] features() {
        return features;
    }

    boolean hasLabels() {
        return labels != null;
    }

    public int label(int row) {
        return labels[row];
    }

    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /**
     * Checks the rows against a program: for batches of the caller's own. Those of a trainer come from rows that were
     * checked when they were dealt out, once for all epochs.
     *
     * @throws IllegalArgumentException if a label is not one of the program's classes, a weight is negative or not
     *     finite, or rows have another shape
     */
    public void requireFits(Program program) {
        if (features.length < (long) rows * program.input().size()) {
            throw new IllegalArgumentException("a batch of " + rows + " rows of " + program.input() + " needs "
                    + (long) rows * program.input().size() + " values, found " + features.length);
        }
        for (int r = 0; r < rows; r++) {
            String refusal = refusal(labels == null ? 0 : labels[r], weight(r), program.classes());
            if (refusal != null) {
                throw new IllegalArgumentException("row " + r + " of the batch " + refusal);
            }
        }
    }

    /** Returns why no row may have this label or weight, as in {@code has label 4, ...}; null if one may. */
    public static String refusal(int label, double weight, int classes) {
        if (label < 0 || label >= classes) {
            return "has label " + label + ", expected 0 to " + (classes - 1);
        }
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            return "has weight " + weight + ", expected a finite one of at least 0";
        }
        return null;
    }
}
