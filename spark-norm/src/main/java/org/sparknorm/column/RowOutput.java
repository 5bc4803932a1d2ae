package org.sparknorm.column;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * The elements of a result, within a binary array of Spark's, so that writing them makes the array. One array serves
 * row after row: a result is valid until the next.
 */
final class RowOutput {

    private final UnsafeArrayData array = new UnsafeArrayData();
    private final InternalRow vector = RowCodec.denseVector(array);
    private double[] doubles = {};
    private float[] floats = {};
    private int length = -1;
    private boolean ofFloats;

    /** Returns space for so many doubles, from {@link #from} on. */
    double[] doubles(int elements) {
        if (elements != length || ofFloats) {
            int bytes = start(elements, Double.BYTES);
            if (doubles.length < bytes / Double.BYTES) {
                doubles = new double[bytes / Double.BYTES];
            }
            point(doubles, Platform.DOUBLE_ARRAY_OFFSET, bytes);
        }
        return doubles;
    }

    /** Returns space for so many floats, from {@link #from} on. */
    float[] floats(int elements) {
        if (elements != length || !ofFloats) {
            int bytes = start(elements, Float.BYTES);
            ofFloats = true;
            if (floats.length < bytes / Float.BYTES) {
                floats = new float[bytes / Float.BYTES];
            }
            floats[bytes / Float.BYTES - 1] = 0;
            point(floats, Platform.FLOAT_ARRAY_OFFSET, bytes);
        }
        return floats;
    }

    /** Returns the index of the first element, as in a {@link RowBuffer} that holds as many. */
    int from() {
        return UnsafeArrayData.calculateHeaderPortionInBytes(length) / (ofFloats ? Float.BYTES : Double.BYTES);
    }

    /** Returns the array of the elements as they are now. */
    ArrayData array() {
        return array;
    }

    /** Returns the dense vector of the elements as they are now. */
    InternalRow denseVector() {
        return vector;
    }

    private int start(int elements, int width) {
        length = elements;
        ofFloats = false;
        return RowBuffer.bytes(elements, width);
    }

    private void point(Object base, long offset, int bytes) {
        RowBuffer.putHeader(base, offset, length);
        array.pointTo(base, offset, bytes);
    }
}
