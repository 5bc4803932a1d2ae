package org.sparknorm.column;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;

/**
 * A row's elements, copied once: the buffer holds Spark's whole binary array (number of elements, null bits, elements).
 * A null among the elements becomes NaN. Reading again costs no allocation, and overwrites what was read before.
 */
public final class RowBuffer {

    private static final int FLOATS = Platform.FLOAT_ARRAY_OFFSET;
    private static final int DOUBLES = Platform.DOUBLE_ARRAY_OFFSET;

    private double[] doubles = {};
    private float[] floats = {};
    private int from;
    private int length = -1;
    private int firstNull = -1;

    /** Returns the elements of the array, from {@link #from} on. */
    public double[] readDoubles(ArrayData array, boolean containsNull) {
        int bytes = start(array.numElements(), Double.BYTES);
        if (doubles.length < bytes / Double.BYTES) {
            doubles = new double[bytes / Double.BYTES];
        }
        if (array instanceof UnsafeArrayData binary) {
            copy(binary, doubles, DOUBLES, bytes);
        } else {
            putHeader(doubles, DOUBLES, length);
            System.arraycopy(array.toDoubleArray(), 0, doubles, from, length);
        }
        if (containsNull && RowCodec.hasNull(array)) {
            for (int i = length - 1; i >= 0; i--) {
                if (array.isNullAt(i)) {
                    doubles[from + i] = Double.NaN;
                    firstNull = i;
                }
            }
        }
        return doubles;
    }

    /** Returns the elements of the array, from {@link #from} on. */
    public float[] readFloats(ArrayData array, boolean containsNull) {
        int bytes = start(array.numElements(), Float.BYTES);
        if (floats.length < bytes / Float.BYTES) {
            floats = new float[bytes / Float.BYTES];
        }
        floats[bytes / Float.BYTES - 1] = 0;
        if (array instanceof UnsafeArrayData binary) {
            copy(binary, floats, FLOATS, bytes);
        } else {
            putHeader(floats, FLOATS, length);
            System.arraycopy(array.toFloatArray(), 0, floats, from, length);
        }
        if (containsNull && RowCodec.hasNull(array)) {
            for (int i = length - 1; i >= 0; i--) {
                if (array.isNullAt(i)) {
                    floats[from + i] = Float.NaN;
                    firstNull = i;
                }
            }
        }
        return floats;
    }

    /** Returns all values of a dense vector, those at its indices of a sparse one, from {@link #from} on. */
    public double[] readValues(InternalRow vector) {
        return readDoubles(RowCodec.values(vector), false);
    }

    /** Returns the array of the doubles that were read. */
    double[] doubles() {
        return doubles;
    }

    /** Returns the array of the floats that were read. */
    float[] floats() {
        return floats;
    }

    /** Returns the index at which the elements begin in the array that was read. */
    public int from() {
        return from;
    }

    /** Returns the number of elements that were read. */
    public int length() {
        return length;
    }

    /** Returns the first element that was null, and is NaN now; -1 if there is none. */
    int firstNull() {
        return firstNull;
    }

    /** Returns true if the doubles that were read are those of the array, without a null. */
    boolean holdsDoubles(ArrayData array) {
        return array instanceof UnsafeArrayData binary
                ? holds(binary, doubles, DOUBLES, Double.BYTES)
                : holds(array, i -> array.getDouble(i) == doubles[from + i]);
    }

    /** Returns true if the floats that were read are those of the array, without a null. */
    boolean holdsFloats(ArrayData array) {
        return array instanceof UnsafeArrayData binary
                ? holds(binary, floats, FLOATS, Float.BYTES)
                : holds(array, i -> array.getFloat(i) == floats[from + i]);
    }

    private boolean holds(UnsafeArrayData array, Object base, long offset, int width) {
        if (array.numElements() != length || firstNull >= 0) {
            return false;
        }
        int bytes = Math.min(bytes(length, width), array.getSizeInBytes());
        return ByteArrayMethods.arrayEquals(array.getBaseObject(), array.getBaseOffset(), base, offset, bytes);
    }

    private boolean holds(ArrayData array, IntPredicate same) {
        return array.numElements() == length
                && firstNull < 0
                && IntStream.range(0, length).allMatch(i -> !array.isNullAt(i) && same.test(i));
    }

    private static void copy(UnsafeArrayData from, Object to, long offset, int bytes) {
        Platform.copyMemory(
                from.getBaseObject(), from.getBaseOffset(), to, offset, Math.min(bytes, from.getSizeInBytes()));
    }

    /** Takes note of where elements will lie; returns the bytes that they and what is before them take. */
    private int start(int elements, int width) {
        length = elements;
        firstNull = -1;
        from = UnsafeArrayData.calculateHeaderPortionInBytes(elements) / width;
        return bytes(elements, width);
    }

    /** Returns the number of bytes of a binary array, which Spark rounds to words. */
    static int bytes(int elements, int width) {
        long bytes = UnsafeArrayData.calculateHeaderPortionInBytes((long) elements) + (long) elements * width;
        return Math.toIntExact((bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    }

    /** Writes what comes before the elements: their number, and no nulls. */
    static void putHeader(Object base, long offset, int length) {
        Platform.putLong(base, offset, length);
        long end = offset + UnsafeArrayData.calculateHeaderPortionInBytes(length);
        for (long word = offset + Long.BYTES; word < end; word += Long.BYTES) {
            Platform.putLong(base, word, 0);
        }
    }
}
