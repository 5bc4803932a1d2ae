package org.sparknorm.lab.bench;

import java.util.Random;
import org.sparknorm.core.RowNorm;
import org.sparknorm.core.RowNormGradient;
import org.sparknorm.core.Rows;

/** Float rows with all that a row norm needs, forward and backward. */
final class NormRows {

    static final RowNorm LAYER = RowNorm.layer(1e-5);
    static final RowNorm RMS = RowNorm.rms(1e-6);

    /**
     * Floats by which an array is longer than a whole number of pages of 4 KB: a store to y and the load from x that
     * follows must not look like one address to a processor that compares the lower 12 bits.
     */
    private static final int STAGGER = 256;

    /** Random numbers before they come again: drawing as many as memory takes would take longer than timing. */
    private static final int PERIOD = 1 << 15;

    final KernelShape shape;
    final float[] x;
    final float[] y;

    private final Rows rows;
    private final float[] dy;
    private final float[] gamma;
    private final float[] beta;
    private final double[] dgamma;
    private final double[] dbeta;

    NormRows(KernelShape shape, Random random) {
        this.shape = shape;
        rows = new Rows(shape.rows(), shape.length(), 1);
        x = repeated(gaussian(PERIOD, random), shape.elements() + STAGGER);
        dy = repeated(gaussian(PERIOD, random), x.length);
        y = new float[x.length];
        gamma = gaussian(shape.length(), random);
        beta = gaussian(shape.length(), random);
        dgamma = new double[shape.length()];
        dbeta = new double[shape.length()];
    }

    private static float[] repeated(float[] period, int size) {
        float[] values = new float[size];
        for (int from = 0; from < size; from += period.length) {
            System.arraycopy(period, 0, values, from, Math.min(period.length, size - from));
        }
        return values;
    }

    private static float[] gaussian(int size, Random random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Forward as the stages do it, with gamma, and beta where the norm has one. */
    float[] forward(RowNorm norm) {
        norm.normalize(x, rows, gamma, norm.centered() ? beta : null, y);
        return y;
    }

    /** Forward and backward as training does it. */
    float[] training(RowNorm norm) {
        boolean shifts = norm.centered();
        double[] statistics = norm.statistics(x, rows);
        norm.normalize(x, rows, statistics, gamma, shifts ? beta : null, y);
        new RowNormGradient(norm).backward(dy, x, rows, statistics, gamma, y, dgamma, shifts ? dbeta : null);
        return y;
    }
}
