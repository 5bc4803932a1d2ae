package org.sparknorm.column;

import java.io.Serializable;
import org.sparknorm.core.Finite;

/** What a norm does to one row, in place, as {@link RowExpression} applies it. Stateless: one instance serves all threads. */
public interface RowFunction extends Serializable {

    /**
     * Normalizes the row {@code x[from .. from + length)}.
     *
     * @throws IllegalArgumentException if the length does not fit; the column's name is added to the message
     */
    void apply(double[] x, int from, int length);

    /** As {@link #apply(double[], int, int)}. */
    void apply(float[] x, int from, int length);

    /**
     * As {@link #apply(double[], int, int)}, if all values are finite. For functions that see it from what they compute
     * anyway; others look at each value first.
     *
     * @return false if a value may not be finite; x then holds anything
     */
    default boolean applyToFinite(double[] x, int from, int length) {
        boolean finite = Finite.all(x, from, length);
        if (finite) {
            apply(x, from, length);
        }
        return finite;
    }

    /** As {@link #applyToFinite(double[], int, int)}. */
    default boolean applyToFinite(float[] x, int from, int length) {
        boolean finite = Finite.all(x, from, length);
        if (finite) {
            apply(x, from, length);
        }
        return finite;
    }

    /**
     * Normalizes the non-zeros of a sparse row, where zeros stay zeros.
     *
     * @param size elements of the row
     * @param indices of its non-zeros
     * @param x holds as many values from {@code from} on
     * @return false, and nothing done, where zeros do not stay zeros: the row is to be made dense
     */
    default boolean applySparse(int size, int[] indices, double[] x, int from) {
        return false;
    }
}
