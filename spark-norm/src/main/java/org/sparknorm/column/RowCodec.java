package org.sparknorm.column;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * Spark's binary values, as this package writes and tells them apart; {@link RowBuffer} reads them. An ML vector is a
 * struct of type (0 sparse, 1 dense), size, indices and values.
 */
public final class RowCodec {

    /** Fields in the struct of a vector. */
    public static final int VECTOR_FIELDS = 4;

    /** The field of a vector's values. */
    public static final int VALUES = 3;

    private static final byte DENSE = 1;
    private static final byte SPARSE = 0;

    private RowCodec() {}

    public static boolean isDense(InternalRow vector) {
        return vector.getByte(0) == DENSE;
    }

    static ArrayData values(InternalRow vector) {
        return vector.getArray(VALUES);
    }

    public static int sparseSize(InternalRow vector) {
        return vector.getInt(1);
    }

    public static int[] indices(InternalRow vector) {
        return vector.getArray(2).toIntArray();
    }

    public static ArrayData array(double[] values) {
        return UnsafeArrayData.fromPrimitiveArray(values);
    }

    /** Returns true if an element is null: read from the words of the null bits where the array is binary. */
    public static boolean hasNull(ArrayData array) {
        if (!(array instanceof UnsafeArrayData binary)) {
            return IntStream.range(0, array.numElements()).anyMatch(array::isNullAt);
        }
        long end = UnsafeArrayData.calculateHeaderPortionInBytes(array.numElements());
        for (long word = Long.BYTES; word < end; word += Long.BYTES) {
            if (Platform.getLong(binary.getBaseObject(), binary.getBaseOffset() + word) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the numbers of an array, in an array of their own; NaN for null. */
    public static double[] numbers(ArrayData array) {
        RowBuffer buffer = new RowBuffer();
        double[] values = buffer.readDoubles(array, true);
        return Arrays.copyOfRange(values, buffer.from(), buffer.from() + buffer.length());
    }

    static InternalRow denseVector(ArrayData values) {
        return new GenericInternalRow(new Object[] {DENSE, null, null, values});
    }

    static InternalRow sparseVector(int size, int[] indices, ArrayData values) {
        return new GenericInternalRow(new Object[] {SPARSE, size, UnsafeArrayData.fromPrimitiveArray(indices), values});
    }
}
