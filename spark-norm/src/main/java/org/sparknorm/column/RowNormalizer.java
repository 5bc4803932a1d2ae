package org.sparknorm.column;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.sparknorm.core.Finite;
import org.sparknorm.core.Rows;

/**
 * Normalizes row after row of one column, in one thread: elements are copied out of Spark's binary value once, and
 * written once into the result.
 *
 * <p>A row that equals the one before gets the result of the one before. Spark writes a call once for each place that
 * uses its column, a filter and the projection above it, and asks for the same row in each: the norm runs once.
 */
final class RowNormalizer {

    private final Thread thread = Thread.currentThread();
    private final RowType type;
    private final boolean containsNull;
    private final InvalidRows invalid;

    private final RowBuffer input = new RowBuffer();
    private final RowOutput output = new RowOutput();

    /** Positions of the stored elements of a sparse row of {@code size} elements; null: the row is dense. */
    private int[] indices;

    private int size;

    /** Result for the row that was read last; null: it is not normalized yet. */
    private Object result;

    private RowFunction function;
    private Rows shape;

    RowNormalizer(RowType type, boolean containsNull, InvalidRows invalid) {
        this.type = type;
        this.containsNull = containsNull;
        this.invalid = invalid;
    }

    boolean isOfThisThread() {
        return thread == Thread.currentThread();
    }

    /**
     * Returns the normalized value, valid until the next call.
     *
     * @param value vector or array
     * @throws IllegalArgumentException if the row's length does not fit, or the row is invalid and those are errors
     */
    Object normalize(Object value, RowFunction norm) {
        if (norm != function) {
            function = norm;
            shape = null;
            result = null;
        }
        read(value);
        if (result == null) {
            result = type == RowType.FLOATS
                    ? ofFloats()
                    : indices == null || !function.keepsZeros() ? ofDoubles() : ofStored();
        }
        return result;
    }

    /** Returns true if all elements of the vector or array are finite. */
    boolean isFinite(Object value) {
        read(value);
        return type == RowType.FLOATS
                ? Finite.all(input.floats(), input.from(), input.length())
                : Finite.all(input.doubles(), input.from(), input.length());
    }

    private void read(Object value) {
        if (type == RowType.FLOATS) {
            ArrayData array = (ArrayData) value;
            if (!input.holdsFloats(array)) {
                result = null;
                input.readFloats(array, containsNull);
            }
            return;
        }
        ArrayData array = type == RowType.DOUBLES ? (ArrayData) value : RowCodec.values((InternalRow) value);
        boolean same = type == RowType.DOUBLES || isStoredAsBefore((InternalRow) value);
        if (!same || !input.holdsDoubles(array)) {
            result = null;
            input.readDoubles(array, containsNull);
        }
    }

    /** Reads where the elements of a vector lie; false if the row before had other places. */
    private boolean isStoredAsBefore(InternalRow vector) {
        int[] before = indices;
        int sizeBefore = size;
        boolean dense = RowCodec.isDense(vector);
        indices = dense ? null : RowCodec.indices(vector);
        size = dense ? 0 : RowCodec.sparseSize(vector);
        return size == sizeBefore && Arrays.equals(before, indices);
    }

    private ArrayData ofFloats() {
        int length = input.length();
        float[] x = input.floats();
        float[] y = output.floats(length);
        Rows row = shape(length);
        if (!function.apply(x, row, y)) {
            double[] wide = new double[x.length];
            for (int i = row.from(); i < row.from() + length; i++) {
                wide[i] = x[i];
            }
            requireFinite(wide, row.from(), length);
            function.applyToPresent(wide, row, wide);
            for (int i = row.from(); i < row.from() + length; i++) {
                y[i] = (float) wide[i];
                requireResult(y[i], x[i], i - row.from(), length);
            }
        }
        return output.array();
    }

    private Object ofDoubles() {
        int length = indices == null ? input.length() : size;
        double[] y = output.doubles(length);
        Rows row = shape(length);
        if (!function.apply(elements(y), row, y)) {
            double[] x = elements(y).clone();
            requireFinite(x, row.from(), length);
            function.applyToPresent(x, row, y);
            for (int i = row.from(); i < row.from() + length; i++) {
                requireResult(y[i], x[i], i - row.from(), length);
            }
        }
        return type == RowType.VECTOR ? output.denseVector() : output.array();
    }

    /**
     * Returns the array that was read, where the output has its elements: a sparse row is scattered into the output
     * itself.
     */
    private double[] elements(double[] y) {
        if (indices == null) {
            return input.doubles();
        }
        int from = output.from();
        Arrays.fill(y, from, from + size, 0);
        for (int i = 0; i < indices.length; i++) {
            y[from + indices[i]] = input.doubles()[input.from() + i];
        }
        return y;
    }

    private InternalRow ofStored() {
        int stored = indices.length;
        double[] x = input.doubles();
        if (!Finite.all(x, input.from(), stored)) {
            double[] scattered = elements(output.doubles(size));
            requireFinite(scattered, output.from(), size);
        }
        double[] y = output.doubles(stored);
        function.applySparse(size, indices, x, input.from(), y);
        for (int i = 0; i < stored; i++) {
            requireResult(y[output.from() + i], x[input.from() + i], indices[i], size);
        }
        return RowCodec.sparseVector(size, indices, output.array());
    }

    private Rows shape(int length) {
        if (shape == null || shape.size() != length) {
            shape = function.shape(length).from(output.from());
        }
        return shape;
    }

    private void requireFinite(double[] x, int from, int length) {
        if (invalid == InvalidRows.ERROR && !Finite.all(x, from, length)) {
            throw InvalidRows.refusal(InvalidRows.describe(x, from, length, input.firstNull()));
        }
    }

    private void requireResult(double y, double x, int element, int length) {
        if (invalid == InvalidRows.ERROR && Double.isInfinite(y)) {
            throw new IllegalArgumentException("found " + x + " at element " + element + " of a row of " + length
                    + ", whose norm is out of the type's range; expected values nearer to the mean, or smaller params");
        }
    }
}
