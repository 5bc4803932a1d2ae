package org.sparknorm.column.scan;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.sparknorm.column.RowType;
import org.sparknorm.column.ScannedColumn;
import org.sparknorm.core.Finite;
import org.sparknorm.core.Moments;
import org.sparknorm.core.MomentsAccumulator;

/**
 * Some rows of several columns, as rows of one wide column: the floats of a row in one array, its doubles in another.
 * So many narrow columns cost what one wide column costs. For rows that all count alike, of dense values whose elements
 * are their own channels, and of one {@link BinaryLayout}; others are taken column by column ({@link ColumnReader}).
 * Whether all values are finite is asked once for all rows, before they are added.
 *
 * <p>Neighbouring columns of one type are copied at once, together with what Spark keeps between them. That is the same
 * in each row, and finite as a number; what it sums up to is left out of the results.
 */
final class WideRows {

    /** Elements that stay in the first cache. */
    private static final int BLOCK = 4096;

    private static final int LEAST_ROWS = 4;
    private static final int MOST_ROWS = 64;

    private final List<ScannedColumn> columns;
    private final int[] starts;
    private Run[] runs = {};
    private BinaryLayout layout;
    private float[] floats;
    private double[] doubles;
    private MomentsAccumulator floatSums;
    private MomentsAccumulator doubleSums;
    private int floatWidth;
    private int doubleWidth;
    private int capacity;
    private int count;

    /**
     * Neighbouring columns of one type.
     *
     * @param from place of the first element in a binary row, in bytes
     * @param to place behind the last one
     * @param start index of the first element in a row of floats or doubles
     */
    private record Run(boolean ofFloats, int from, int to, int start) {

        int width() {
            return ofFloats ? Float.BYTES : Double.BYTES;
        }

        int elements() {
            return (to - from) / width();
        }

        /** Copies the elements to their place behind {@code first} in an array whose data begins at an offset. */
        void copy(UnsafeRow row, Object array, long offset, int first) {
            long at = offset + (long) width() * (first + start);
            Platform.copyMemory(row.getBaseObject(), row.getBaseOffset() + from, array, at, to - from);
        }
    }

    WideRows(List<ScannedColumn> columns) {
        this.columns = columns;
        this.starts = new int[columns.size()];
    }

    /**
     * Takes the row; false if it has a null, a sparse vector, or other sizes than the first. Not if {@link #isFull}.
     */
    boolean append(InternalRow row) {
        if (layout == null && !start(row)) {
            return false;
        }
        if (!(row instanceof UnsafeRow binary) || !layout.fits(binary)) {
            return false;
        }
        for (Run run : runs) {
            if (run.ofFloats) {
                run.copy(binary, floats, Platform.FLOAT_ARRAY_OFFSET, count * floatWidth);
            } else {
                run.copy(binary, doubles, Platform.DOUBLE_ARRAY_OFFSET, count * doubleWidth);
            }
        }
        count++;
        return true;
    }

    boolean isFull() {
        return count == capacity;
    }

    /** Returns the number of rows taken since the last {@link #clear}. */
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

    /** Returns the moments of each column, over all rows that were added. */
    ColumnMoments[] results() {
        Moments ofFloat = floatSums == null ? null : floatSums.toMoments();
        Moments ofDouble = doubleSums == null ? null : doubleSums.toMoments();
        ColumnMoments[] results = new ColumnMoments[starts.length];
        for (int i = 0; i < results.length; i++) {
            Moments wide = ofFloats(i) ? ofFloat : ofDouble;
            String name = columns.get(i).name();
            results[i] = wide == null
                    ? ColumnMoments.empty(name)
                    : new ColumnMoments(name, size(i), wide.ofChannels(starts[i], starts[i] + size(i)));
        }
        return results;
    }

    int size(int column) {
        return layout.values(column).size();
    }

    /** Returns the index of the first value of a column in a row. */
    int from(int column, int row) {
        return row * (ofFloats(column) ? floatWidth : doubleWidth) + starts[column];
    }

    float[] floats() {
        return floats;
    }

    double[] doubles() {
        return doubles;
    }

    private boolean ofFloats(int column) {
        return columns.get(column).type() == RowType.FLOATS;
    }

    /** Takes the layout from the first row. */
    private boolean start(InternalRow row) {
        layout = BinaryLayout.of(row, columns);
        if (layout == null) {
            return false;
        }
        for (int i = 0; i < starts.length; i++) {
            place(i);
        }
        floatWidth = ends(true);
        doubleWidth = ends(false);
        capacity = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, BLOCK / (floatWidth + doubleWidth)));
        floats = new float[capacity * floatWidth];
        doubles = new double[capacity * doubleWidth];
        floatSums = floatWidth == 0 ? null : new MomentsAccumulator(floatWidth, 1);
        doubleSums = doubleWidth == 0 ? null : new MomentsAccumulator(doubleWidth, 1);
        return true;
    }

    /** Adds a column to the last run, if it is of the same type and begins in the word behind it; or to a new run. */
    private void place(int column) {
        BinaryLayout.Values values = layout.values(column);
        boolean ofFloats = ofFloats(column);
        Run last = runs.length == 0 ? null : runs[runs.length - 1];
        int gap = last == null ? -1 : values.from() - last.to;
        Run run;
        if (last != null && last.ofFloats == ofFloats && gap >= 0 && gap < Long.BYTES) {
            run = new Run(ofFloats, last.from, values.to(), last.start);
        } else {
            run = new Run(ofFloats, values.elements(), values.to(), ends(ofFloats));
            runs = Arrays.copyOf(runs, runs.length + 1);
        }
        runs[runs.length - 1] = run;
        starts[column] = run.start + (values.elements() - run.from) / run.width();
    }

    /** Returns the index behind the last run of floats, or of doubles. */
    private int ends(boolean ofFloats) {
        int end = 0;
        for (Run run : runs) {
            end = run.ofFloats == ofFloats ? run.start + run.elements() : end;
        }
        return end;
    }
}
