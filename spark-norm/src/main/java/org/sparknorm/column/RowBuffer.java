package org.sparknorm.column;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * A row's elements, copied once, so that a norm may work on them in place: the buffer holds Spark's whole binary array
 * (number of elements, null bits, elements), and what was made of the elements is an array again without another copy. A
 * null among the elements becomes NaN.
 *
 * <p>A buffer that is read into again costs no allocation, and what it gave before changes, like the arrays of Spark's
 * own rows do when Spark reads the next row.
 */
final class RowBuffer {

    private static final int FLOATS = Platform.FLOAT_ARRAY_OFFSET;
    private static final int DOUBLES = Platform.DOUBLE_ARRAY_OFFSET;

    private final Thread thread = Thread.currentThread();
    private double[] doubles = {};
    private float[] floats = {};
    private int from;
    private int length;

    /** The buffer itself, if it was made by the calling thread; otherwise a new one, as for null. */
    static RowBuffer ofThread(RowBuffer buffer) {
        return buffer != null && buffer.thread == Thread.currentThread() ? buffer : new RowBuffer();
    }

    /** The elements of the array, from {@link #from} on. */
    double[] readDoubles(ArrayData array, boolean containsNull) {
        int bytes = start(array.numElements(), Double.BYTES);
        if (doubles.length < bytes / Double.BYTES) {
            doubles = new double[bytes / Double.BYTES];
        }
        if (array instanceof UnsafeArrayData binary) {
            copy(binary, doubles, DOUBLES, bytes);
        } else {
            putHeader(doubles, DOUBLES);
            System.arraycopy(array.toDoubleArray(), 0, doubles, from, length);
        }
        if (containsNull && RowCodec.hasNull(array)) {
            for (int i = 0; i < length; i++) {
                doubles[from + i] = array.isNullAt(i) ? Double.NaN : doubles[from + i];
            }
            putHeader(doubles, DOUBLES);
        }
        return doubles;
    }

    /** The elements of the array, from {@link #from} on. */
    float[] readFloats(ArrayData array, boolean containsNull) {
        int bytes = start(array.numElements(), Float.BYTES);
        if (floats.length < bytes / Float.BYTES) {
            floats = new float[bytes / Float.BYTES];
        }
        floats[bytes / Float.BYTES - 1] = 0;
        if (array instanceof UnsafeArrayData binary) {
            copy(binary, floats, FLOATS, bytes);
        } else {
            putHeader(floats, FLOATS);
            System.arraycopy(array.toFloatArray(), 0, floats, from, length);
        }
        if (containsNull && RowCodec.hasNull(array)) {
            for (int i = 0; i < length; i++) {
                floats[from + i] = array.isNullAt(i) ? Float.NaN : floats[from + i];
            }
            putHeader(floats, FLOATS);
        }
        return floats;
    }

    /** All values of a dense vector, those at its indices of a sparse one, from {@link #from} on. */
    double[] readValues(InternalRow vector) {
        return readDoubles(vector.getArray(RowCodec.VALUES), false);
    }

    /** Where the elements begin in what was read. */
    int from() {
        return from;
    }

    /** How many they are. */
    int length() {
        return length;
    }

    /** The array of the doubles that were read, as they are now. */
    ArrayData doubleArray() {
        return array(doubles, DOUBLES, Double.BYTES);
    }

    /** The array of the floats that were read, as they are now. */
    ArrayData floatArray() {
        return array(floats, FLOATS, Float.BYTES);
    }

    private static void copy(UnsafeArrayData from, Object to, long offset, int bytes) {
        Platform.copyMemory(
                from.getBaseObject(), from.getBaseOffset(), to, offset, Math.min(bytes, from.getSizeInBytes()));
    }

    private ArrayData array(Object base, long offset, int width) {
        UnsafeArrayData array = new UnsafeArrayData();
        array.pointTo(base, offset, bytes(length, width));
        return array;
    }

    /** Takes note of where elements will lie; returns the bytes that they and what is before them take. */
    private int start(int elements, int width) {
        length = elements;
        from = UnsafeArrayData.calculateHeaderPortionInBytes(elements) / width;
        return bytes(elements, width);
    }

    /** Spark rounds to words. */
    private static int bytes(int elements, int width) {
        long bytes = UnsafeArrayData.calculateHeaderPortionInBytes((long) elements) + (long) elements * width;
        return Math.toIntExact((bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    }

    /** The number of elements, and no nulls. */
    private void putHeader(Object base, long offset) {
        Platform.putLong(base, offset, length);
        long end = offset + UnsafeArrayData.calculateHeaderPortionInBytes(length);
        for (long word = offset + Long.BYTES; word < end; word += Long.BYTES) {
            Platform.putLong(base, word, 0);
        }
    }
}
