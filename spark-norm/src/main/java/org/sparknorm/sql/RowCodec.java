package org.sparknorm.sql;

import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * Between Spark's binary values and primitive arrays. An ML vector is a struct of type (0 sparse, 1 dense), size,
 * indices and values. A null among the elements of an array becomes NaN.
 */
final class RowCodec {

    /** Fields in the struct of a vector. */
    static final int VECTOR_FIELDS = 4;

    private static final byte DENSE = 1;
    private static final byte SPARSE = 0;

    private RowCodec() {}

    static double[] doubles(ArrayData array, boolean containsNull) {
        double[] values = array.toDoubleArray();
        if (containsNull && hasNull(array)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = array.isNullAt(i) ? Double.NaN : values[i];
            }
        }
        return values;
    }

    static float[] floats(ArrayData array, boolean containsNull) {
        float[] values = array.toFloatArray();
        if (containsNull && hasNull(array)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = array.isNullAt(i) ? Float.NaN : values[i];
            }
        }
        return values;
    }

    /** True if an element is null: read from the words of the null bits where the array is binary. */
    private static boolean hasNull(ArrayData array) {
        if (!(array instanceof UnsafeArrayData binary)) {
            return IntStream.range(0, array.numElements()).anyMatch(array::isNullAt);
        }
        long bits = binary.getBaseOffset() + Long.BYTES;
        long end = binary.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(binary.numElements());
        for (long word = bits; word < end; word += Long.BYTES) {
            if (Platform.getLong(binary.getBaseObject(), word) != 0) {
                return true;
            }
        }
        return false;
    }

    static boolean isDense(InternalRow vector) {
        return vector.getByte(0) == DENSE;
    }

    static int sparseSize(InternalRow vector) {
        return vector.getInt(1);
    }

    static int[] indices(InternalRow vector) {
        return vector.getArray(2).toIntArray();
    }

    /** All values of a dense vector; those at {@link #indices} of a sparse one. */
    static double[] values(InternalRow vector) {
        return vector.getArray(3).toDoubleArray();
    }

    static double[] toDense(int size, int[] indices, double[] values) {
        double[] dense = new double[size];
        for (int i = 0; i < indices.length; i++) {
            dense[indices[i]] = values[i];
        }
        return dense;
    }

    static ArrayData array(double[] values) {
        return UnsafeArrayData.fromPrimitiveArray(values);
    }

    static ArrayData array(float[] values) {
        return UnsafeArrayData.fromPrimitiveArray(values);
    }

    static InternalRow denseVector(double[] values) {
        return new GenericInternalRow(new Object[] {DENSE, null, null, array(values)});
    }

    static InternalRow sparseVector(int size, int[] indices, double[] values) {
        return new GenericInternalRow(
                new Object[] {SPARSE, size, UnsafeArrayData.fromPrimitiveArray(indices), array(values)});
    }
}
