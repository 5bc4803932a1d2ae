package org.sparknorm.column.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.RowType;
import org.sparknorm.column.ScannedColumn;

/**
 * The part that Spark's binary rows of dense values of the same sizes have in common: everything but the elements. Null
 * bits, places and lengths are words of the same content at the same place in each of them, so that a row is known to
 * hold no null, no sparse vector and no other size by comparing those words, without a look at its values one by one.
 */
final class BinaryLayout {

    private final int bytes;
    private final int[] places;
    private final long[] words;
    private final Values[] values;

    /**
     * The places of the value of a column, in bytes from the beginning of the row.
     *
     * @param from place of the value
     * @param elements place of the first of its elements, behind their number and null bits
     * @param to end of the last element
     * @param size number of elements
     */
    record Values(int from, int elements, int to, int size) {}

    private BinaryLayout(UnsafeRow row, Values[] values) {
        this.bytes = row.getSizeInBytes();
        this.values = values;
        IntStream all = words(0, fixedBytes(values.length));
        for (Values each : values) {
            all = IntStream.concat(all, words(each.from, each.elements));
        }
        this.places = all.toArray();
        this.words = new long[places.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(row, places[i]);
        }
    }

    /** Returns the layout of the row; null if it has a null, a sparse vector or a value without elements. */
    static BinaryLayout of(InternalRow row, List<ScannedColumn> columns) {
        if (!(row instanceof UnsafeRow binary) || row.anyNull()) {
            return null;
        }
        Values[] values = new Values[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = values(binary, columns.get(i), i);
            if (values[i] == null) {
                return null;
            }
        }
        return new BinaryLayout(binary, values);
    }

    /** Returns true if the row differs from the first one in its elements at the most. */
    boolean fits(UnsafeRow row) {
        if (row.getSizeInBytes() != bytes) {
            return false;
        }
        for (int i = 0; i < places.length; i++) {
            if (word(row, places[i]) != words[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the places of the value of a column. */
    Values values(int column) {
        return values[column];
    }

    private static Values values(UnsafeRow row, ScannedColumn column, int ordinal) {
        UnsafeArrayData array;
        long from;
        if (column.type() == RowType.VECTOR) {
            UnsafeRow vector = row.getStruct(ordinal, RowCodec.VECTOR_FIELDS);
            if (!RowCodec.isDense(vector)) {
                return null;
            }
            array = vector.getArray(RowCodec.VALUES);
            from = vector.getBaseOffset();
        } else {
            array = row.getArray(ordinal);
            from = array.getBaseOffset();
        }
        int size = array.numElements();
        if (size == 0 || RowCodec.hasNull(array)) {
            return null;
        }
        long elements = array.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(size);
        int width = column.type() == RowType.FLOATS ? Float.BYTES : Double.BYTES;
        int first = Math.toIntExact(elements - row.getBaseOffset());
        return new Values(Math.toIntExact(from - row.getBaseOffset()), first, first + size * width, size);
    }

    /** Returns the bytes of null bits, and of a word for each field. */
    private static int fixedBytes(int fields) {
        return UnsafeRow.calculateBitSetWidthInBytes(fields) + fields * Long.BYTES;
    }

    private static IntStream words(int from, int to) {
        return IntStream.range(from / Long.BYTES, to / Long.BYTES).map(word -> word * Long.BYTES);
    }

    private static long word(UnsafeRow row, int place) {
        return Platform.getLong(row.getBaseObject(), row.getBaseOffset() + place);
    }
}
