package org.sparknorm.column;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.sparknorm.core.Finite;
import org.sparknorm.core.MomentsAccumulator;

/** One column of one partition: reads a row's value into primitive arrays, then adds it to the column's moments. */
public final class ColumnReader {

    private final String name;
    private final int ordinal;
    private final RowType type;
    private final boolean containsNull;
    private final int channels;

    private final RowBuffer buffer = new RowBuffer();
    private double[] doubles;
    private float[] floats;
    private int[] indices;
    private int from;
    private int stored;
    private int size;
    private boolean valid;

    private int fixedSize = -1;
    private MomentsAccumulator moments;

    /**
     * @param channels channels of a row; 0: as many as elements
     */
    public ColumnReader(ScannedColumn column, int ordinal, int channels) {
        this.name = column.name();
        this.ordinal = ordinal;
        this.type = column.type();
        this.containsNull = column.containsNull();
        this.channels = channels;
    }

    /** Reads; null if the value is valid, otherwise what was found. */
    String read(InternalRow row) {
        if (row.isNullAt(ordinal)) {
            valid = false;
            return "null";
        }
        return read(type == RowType.VECTOR ? row.getStruct(ordinal, RowCodec.VECTOR_FIELDS) : row.getArray(ordinal));
    }

    /** As {@link #read(InternalRow)}, of a value that is not null. */
    public String read(Object value) {
        indices = null;
        if (type == RowType.VECTOR) {
            InternalRow vector = (InternalRow) value;
            doubles = buffer.readValues(vector);
            if (!RowCodec.isDense(vector)) {
                indices = RowCodec.indices(vector);
            }
        } else if (type == RowType.FLOATS) {
            floats = buffer.readFloats((ArrayData) value, containsNull);
        } else {
            doubles = buffer.readDoubles((ArrayData) value, containsNull);
        }
        from = buffer.from();
        stored = buffer.length();
        size = indices == null ? stored : RowCodec.sparseSize((InternalRow) value);
        return check(buffer.firstNull());
    }

    /** As {@link #read(InternalRow)}, of a row that was taken before. */
    String read(WideRows rows, int row) {
        indices = null;
        floats = rows.floats();
        doubles = rows.doubles();
        from = rows.from(ordinal, row);
        stored = rows.size(ordinal);
        size = stored;
        return check(-1);
    }

    private String check(int firstNull) {
        if (type == RowType.FLOATS) {
            valid = Finite.all(floats, from, stored);
            return valid ? null : InvalidRows.describe(floats, from, stored, firstNull);
        }
        valid = Finite.all(doubles, from, stored);
        return valid ? null : InvalidRows.describe(doubles, from, stored, firstNull);
    }

    /** Whether what was read last is neither null, nor holds NaN or infinite values. */
    boolean isValid() {
        return valid;
    }

    /**
     * Adds what was read.
     *
     * @return null, or why it does not fit what came before
     */
    public String add(double weight) {
        if (size != fixedSize) {
            String problem = fix(size);
            if (problem != null) {
                return problem;
            }
        }
        if (type == RowType.FLOATS) {
            moments.add(floats, from, weight);
        } else if (indices == null) {
            moments.add(doubles, from, weight);
        } else {
            moments.addSparse(indices, doubles, from, weight);
        }
        return null;
    }

    public ColumnMoments result() {
        return moments == null ? ColumnMoments.empty(name) : new ColumnMoments(name, fixedSize, moments.toMoments());
    }

    private String fix(int found) {
        if (fixedSize >= 0) {
            return ColumnMoments.sizesDiffer(name, fixedSize, found);
        }
        int perRow = channels == 0 ? found : channels;
        if (found == 0) {
            return "column '" + name + "' has rows of 0 elements, expected at least 1";
        }
        if (found % perRow != 0) {
            return "column '" + name + "' has rows of " + found + " elements, which do not divide into " + perRow
                    + " channels";
        }
        fixedSize = found;
        moments = new MomentsAccumulator(perRow, found / perRow);
        return null;
    }
}
