package org.sparknorm.sql;

import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * Primitive arrays that rows are read into, one row after the other: kept as long as rows are of one length, so that
 * reading a column costs no allocation and stays in the cache. What was read is valid until the next read of its type. A
 * null among the elements of an array becomes NaN. Not thread-safe.
 */
final class RowBuffer {

    private static final ThreadLocal<RowBuffer> OF_THREAD = ThreadLocal.withInitial(RowBuffer::new);

    private double[] doubles = {};
    private float[] floats = {};

    /** The one of the calling thread, for what is done with a row before anything else is read. */
    static RowBuffer ofThread() {
        return OF_THREAD.get();
    }

    double[] doubles(ArrayData array, boolean containsNull) {
        double[] values = doubles(array);
        if (containsNull && hasNull(array)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = array.isNullAt(i) ? Double.NaN : values[i];
            }
        }
        return values;
    }

    float[] floats(ArrayData array, boolean containsNull) {
        float[] values = floats(array);
        if (containsNull && hasNull(array)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = array.isNullAt(i) ? Float.NaN : values[i];
            }
        }
        return values;
    }

    /** All values of a dense vector; those at its indices of a sparse one. */
    double[] values(InternalRow vector) {
        return doubles(vector.getArray(RowCodec.VALUES));
    }

    private double[] doubles(ArrayData array) {
        if (!(array instanceof UnsafeArrayData binary)) {
            return array.toDoubleArray();
        }
        int length = binary.numElements();
        if (doubles.length != length) {
            doubles = new double[length];
        }
        copy(binary, doubles, Platform.DOUBLE_ARRAY_OFFSET, (long) length * Double.BYTES);
        return doubles;
    }

    private float[] floats(ArrayData array) {
        if (!(array instanceof UnsafeArrayData binary)) {
            return array.toFloatArray();
        }
        int length = binary.numElements();
        if (floats.length != length) {
            floats = new float[length];
        }
        copy(binary, floats, Platform.FLOAT_ARRAY_OFFSET, (long) length * Float.BYTES);
        return floats;
    }

    private static void copy(UnsafeArrayData from, Object to, long offset, long bytes) {
        Platform.copyMemory(from.getBaseObject(), elements(from), to, offset, bytes);
    }

    /** True if an element is null: read from the words of the null bits where the array is binary. */
    private static boolean hasNull(ArrayData array) {
        if (!(array instanceof UnsafeArrayData binary)) {
            return IntStream.range(0, array.numElements()).anyMatch(array::isNullAt);
        }
        long end = elements(binary);
        for (long word = binary.getBaseOffset() + Long.BYTES; word < end; word += Long.BYTES) {
            if (Platform.getLong(binary.getBaseObject(), word) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the elements begin, after their number and a null bit for each. */
    private static long elements(UnsafeArrayData array) {
        return array.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(array.numElements());
    }
}
