package org.sparknorm.column;

import java.io.Serializable;
import org.sparknorm.core.Rows;

/** A norm of one row, as {@link NormalizeCall} applies it to a column. Stateless: one instance serves all threads. */
public interface RowFunction extends Serializable {

    /**
     * Returns the shape of a row that begins at index 0.
     *
     * @throws IllegalArgumentException if no row of that length fits; the column's name is added to the message
     */
    Rows shape(int length);

    /**
     * Normalizes x into y.
     *
     * @param y may be x
     * @return false if y may be wrong, since an element of x is NaN or infinite, or since a number on the way left the
     *     range of its type: {@link #applyToPresent} is to be asked
     */
    boolean apply(double[] x, Rows row, double[] y);

    /** Does the same as {@link #apply(double[], Rows, double[])} for floats. */
    boolean apply(float[] x, Rows row, float[] y);

    /**
     * Normalizes any row, slowly: elements that are NaN or infinite are missing, count in no statistics, and come out
     * as NaN; the others may be of any magnitude.
     *
     * @param x may be changed
     * @param y may be x
     */
    void applyToPresent(double[] x, Rows row, double[] y);

    /** Returns true if zeros stay zeros, so that {@link #applySparse} serves sparse rows. */
    default boolean keepsZeros() {
        return false;
    }

    /**
     * Normalizes the stored elements of a sparse row into y, any row as {@link #applyToPresent} does.
     *
     * @param size elements of the row
     * @param indices positions of the stored elements
     * @param x stored elements, {@code x[from .. from + indices.length)}
     * @param y result, from the same index on
     */
    default void applySparse(int size, int[] indices, double[] x, int from, double[] y) {
        throw new UnsupportedOperationException("zeros do not stay zeros");
    }
}
