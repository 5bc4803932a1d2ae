package org.sparknorm.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.sparknorm.core.Finite;
import org.sparknorm.core.Moments;
import org.sparknorm.core.MomentsAccumulator;

/**
 * Some rows of several columns, as rows of one wide column: the floats of a row side by side in one array, its doubles in
 * another. So many narrow columns cost what one wide column costs. For rows that all count alike, of dense values whose
 * elements are their own channels; the others are taken column by column ({@link ColumnReader}). Whether all values are
 * finite is asked once for all rows, before they are added.
 */
final class WideRows {

    /** Elements that stay in the first cache. */
    private static final int BLOCK = 4096;

    private static final int LEAST_ROWS = 4;
    private static final int MOST_ROWS = 64;

    private final ScannedColumn[] columns;
    private final boolean[] ofFloats;
    private final int[] sizes;
    private final int[] starts;
    private float[] floats;
    private double[] doubles;
    private MomentsAccumulator floatSums;
    private MomentsAccumulator doubleSums;
    private int floatWidth;
    private int doubleWidth;
    private int capacity;
    private int count;

    WideRows(List<ScannedColumn> columns) {
        this.columns = columns.toArray(new ScannedColumn[0]);
        this.ofFloats = new boolean[columns.size()];
        for (int i = 0; i < ofFloats.length; i++) {
            ofFloats[i] = this.columns[i].type() == RowType.FLOATS;
        }
        this.sizes = new int[columns.size()];
        this.starts = new int[columns.size()];
    }

    /** Takes the row; false if it has a null, a sparse vector, or other sizes than the first. Not if {@link #isFull}. */
    boolean append(InternalRow row) {
        if (row.anyNull() || (capacity == 0 && !start(row))) {
            return false;
        }
        for (int i = 0; i < sizes.length; i++) {
            ArrayData elements = elements(row, i);
            if (elements == null || elements.numElements() != sizes[i]) {
                return false;
            }
            if (ofFloats[i]) {
                RowCodec.copy(elements, floats, from(i, count));
            } else {
                RowCodec.copy(elements, doubles, from(i, count));
            }
        }
        count++;
        return true;
    }

    boolean isFull() {
        return count == capacity;
    }

    /** Rows taken since the last {@link #clear}. */
    int count() {
        return count;
    }

    boolean allFinite() {
        return Finite.all(floats, 0, count * floatWidth) && Finite.all(doubles, 0, count * doubleWidth);
    }

    /** Adds all rows, which must be finite. */
    void addToSums() {
        if (floatWidth > 0) {
            floatSums.addRows(floats, 0, count);
        }
        if (doubleWidth > 0) {
            doubleSums.addRows(doubles, 0, count);
        }
    }

    void clear() {
        count = 0;
    }

    /** Of each column, over all rows that were added. */
    ColumnMoments[] results() {
        Moments ofFloat = floatSums == null ? null : floatSums.toMoments();
        Moments ofDouble = doubleSums == null ? null : doubleSums.toMoments();
        ColumnMoments[] results = new ColumnMoments[columns.length];
        for (int i = 0; i < results.length; i++) {
            Moments wide = ofFloats[i] ? ofFloat : ofDouble;
            results[i] = wide == null
                    ? ColumnMoments.empty(columns[i].name())
                    : new ColumnMoments(columns[i].name(), sizes[i], wide.ofChannels(starts[i], starts[i] + sizes[i]));
        }
        return results;
    }

    int size(int column) {
        return sizes[column];
    }

    /** Index of the first value of a column in a row. */
    int from(int column, int row) {
        return row * (ofFloats[column] ? floatWidth : doubleWidth) + starts[column];
    }

    float[] floats() {
        return floats;
    }

    double[] doubles() {
        return doubles;
    }

    /** Takes the sizes from the first row. */
    private boolean start(InternalRow row) {
        floatWidth = 0;
        doubleWidth = 0;
        for (int i = 0; i < sizes.length; i++) {
            ArrayData elements = elements(row, i);
            if (elements == null || elements.numElements() == 0) {
                return false;
            }
            sizes[i] = elements.numElements();
            starts[i] = ofFloats[i] ? floatWidth : doubleWidth;
            floatWidth += ofFloats[i] ? sizes[i] : 0;
            doubleWidth += ofFloats[i] ? 0 : sizes[i];
        }
        capacity = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, BLOCK / (floatWidth + doubleWidth)));
        floats = new float[capacity * floatWidth];
        doubles = new double[capacity * doubleWidth];
        floatSums = floatWidth == 0 ? null : new MomentsAccumulator(floatWidth, 1);
        doubleSums = doubleWidth == 0 ? null : new MomentsAccumulator(doubleWidth, 1);
        return true;
    }

    /** The elements of a dense value without nulls among them; null for any other. */
    private ArrayData elements(InternalRow row, int column) {
        ScannedColumn type = columns[column];
        if (type.type() == RowType.VECTOR) {
            InternalRow vector = row.getStruct(column, RowCodec.VECTOR_FIELDS);
            return RowCodec.isDense(vector) ? vector.getArray(RowCodec.VALUES) : null;
        }
        ArrayData elements = row.getArray(column);
        return type.containsNull() && RowCodec.hasNull(elements) ? null : elements;
    }
}
