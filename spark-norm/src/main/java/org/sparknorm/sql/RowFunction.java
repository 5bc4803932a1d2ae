package org.sparknorm.sql;

import java.io.Serializable;

/** What a norm does to one row, as {@link RowExpression} applies it. Stateless: one instance serves all threads. */
public interface RowFunction extends Serializable {

    /**
     * The normalized row: x itself, overwritten, or a new array.
     *
     * @throws IllegalArgumentException if the length does not fit; the column's name is added to the message
     */
    double[] apply(double[] x);

    /** As {@link #apply(double[])}. */
    float[] apply(float[] x);

    /**
     * The normalized non-zeros of a sparse row, where zeros stay zeros; null where they do not, and the row is made
     * dense.
     */
    default double[] applySparse(int size, int[] indices, double[] values) {
        return null;
    }
}
