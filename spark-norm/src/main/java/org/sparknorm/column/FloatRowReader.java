package org.sparknorm.column;

import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Reads values of one column into floats, and says why a network cannot take those that it refuses. */
final class FloatRowReader {

    private final ScannedColumn column;
    private final int size;
    private final Thread thread = Thread.currentThread();
    private final RowBuffer buffer = new RowBuffer();
    private final float[] row;

    FloatRowReader(ScannedColumn column, int size) {
        this.column = column;
        this.size = size;
        this.row = new float[size];
    }

    boolean isOfThisThread() {
        return thread == Thread.currentThread();
    }

    /** Returns the elements that were read last; the array serves again. */
    float[] row() {
        return row;
    }

    /** Reads the first field of a row, as {@link #read(Object)}. */
    String readFirst(InternalRow fields) {
        if (fields.isNullAt(0)) {
            return read(null);
        }
        boolean vector = column.type() == RowType.VECTOR;
        return read(vector ? fields.getStruct(0, RowCodec.VECTOR_FIELDS) : fields.getArray(0));
    }

    /**
     * Reads a value.
     *
     * @return text of the refusal, what was found and what is expected; null if a network can take the value
     */
    String read(Object value) {
        if (value == null) {
            return "null, expected rows of " + size + " values";
        }
        if (column.type() == RowType.VECTOR) {
            return readVector((InternalRow) value);
        }
        ArrayData array = (ArrayData) value;
        if (array.numElements() != size) {
            return otherSize(array.numElements());
        }
        return column.type() == RowType.FLOATS ? readFloats(array) : readDoubles(array);
    }

    /** Reads a vector that is in no dataset, as {@link #read(Object)}. */
    String readLocal(Vector vector) {
        return vector.size() == size ? cut(vector.toArray(), 0) : otherSize(vector.size());
    }

    private String readVector(InternalRow vector) {
        if (RowCodec.isDense(vector)) {
            ArrayData values = vector.getArray(RowCodec.VALUES);
            return values.numElements() == size ? readDoubles(values) : otherSize(values.numElements());
        }
        if (RowCodec.sparseSize(vector) != size) {
            return otherSize(RowCodec.sparseSize(vector));
        }
        int[] indices = RowCodec.indices(vector);
        double[] values = buffer.readValues(vector);
        Arrays.fill(row, 0);
        for (int i = 0; i < indices.length; i++) {
            row[indices[i]] = (float) values[buffer.from() + i];
        }
        for (int i = 0; i < indices.length; i++) {
            if (!Float.isFinite(row[indices[i]])) {
                return refusal(values[buffer.from() + i], indices[i]);
            }
        }
        return null;
    }

    private String readFloats(ArrayData array) {
        float[] values = buffer.readFloats(array, column.containsNull());
        System.arraycopy(values, buffer.from(), row, 0, size);
        for (int i = 0; i < size; i++) {
            if (!Float.isFinite(row[i])) {
                return refusal(row[i], i);
            }
        }
        return null;
    }

    private String readDoubles(ArrayData array) {
        double[] values = buffer.readDoubles(array, column.containsNull());
        return cut(values, buffer.from());
    }

    /** Takes doubles as floats; names a double beyond their range, not the infinity that it becomes. */
    private String cut(double[] values, int from) {
        for (int i = 0; i < size; i++) {
            row[i] = (float) values[from + i];
        }
        for (int i = 0; i < size; i++) {
            if (!Float.isFinite(row[i])) {
                return refusal(values[from + i], i);
            }
        }
        return null;
    }

    private String refusal(double value, int at) {
        return "a row with the value " + (at == buffer.firstNull() ? "null" : value) + " at element " + at
                + ", expected finite ones of at most " + Float.MAX_VALUE;
    }

    private String otherSize(int found) {
        return "a row of " + found + " values, expected rows of " + size + " values";
    }
}
