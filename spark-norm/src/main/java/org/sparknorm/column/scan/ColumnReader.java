package org.sparknorm.column.scan;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.sparknorm.column.Refusal;
import org.sparknorm.column.RowBuffer;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.RowType;
import org.sparknorm.column.ScannedColumn;
import org.sparknorm.core.Finite;
import org.sparknorm.core.MomentsAccumulator;

/**
 * One column of one partition: reads a row's value into primitive arrays, then adds it to the column's moments.
 * Elements that are null, NaN or infinite are missing: they count in no channel.
 */
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
    private ArrayData nullable;
    private boolean isNull;
    private boolean isComplete;

    private int fixedSize = -1;
    private MomentsAccumulator moments;

    /** @param channels channels of a row; 0: as many as elements */
    public ColumnReader(ScannedColumn column, int ordinal, int channels) {
        this.name = column.name();
        this.ordinal = ordinal;
        this.type = column.type();
        this.containsNull = column.containsNull();
        this.channels = channels;
    }

    /** Reads; refuses a null and a row with missing elements, as what they are: an invalid row. */
    Refusal read(InternalRow row) {
        if (row.isNullAt(ordinal)) {
            isNull = true;
            return Refusal.invalidRow("null in column '" + name + "'");
        }
        return read(type == RowType.VECTOR ? row.getStruct(ordinal, RowCodec.VECTOR_FIELDS) : row.getArray(ordinal));
    }

    /** Reads a value that is not null, like {@link #read(InternalRow)}. */
    public Refusal read(Object value) {
        indices = null;
        nullable = null;
        if (type == RowType.VECTOR) {
            InternalRow vector = (InternalRow) value;
            doubles = buffer.readValues(vector);
            if (!RowCodec.isDense(vector)) {
                indices = RowCodec.indices(vector);
            }
        } else {
            nullable = containsNull ? (ArrayData) value : null;
            if (type == RowType.FLOATS) {
                floats = buffer.readFloats((ArrayData) value, containsNull);
            } else {
                doubles = buffer.readDoubles((ArrayData) value, containsNull);
            }
        }
        from = buffer.from();
        stored = buffer.length();
        size = indices == null ? stored : RowCodec.sparseSize((InternalRow) value);
        return check();
    }

    /** Reads a row that was taken before, like {@link #read(InternalRow)}. */
    Refusal read(WideRows rows, int row) {
        indices = null;
        nullable = null;
        floats = rows.floats();
        doubles = rows.doubles();
        from = rows.from(ordinal, row);
        stored = rows.size(ordinal);
        size = stored;
        return check();
    }

    private Refusal check() {
        isNull = false;
        isComplete = type == RowType.FLOATS ? Finite.all(floats, from, stored) : Finite.all(doubles, from, stored);
        if (isComplete) {
            return Refusal.NONE;
        }
        int i = 0;
        while (Double.isFinite(element(i))) {
            i++;
        }
        return Refusal.invalidRow((nullable != null && nullable.isNullAt(i) ? "null" : element(i)) + " at element "
                + (indices == null ? i : indices[i]) + " of a row of " + size + " in column '" + name + "'");
    }

    private double element(int i) {
        return type == RowType.FLOATS ? floats[from + i] : doubles[from + i];
    }

    /** Adds what was read and is not missing; refuses a size that does not fit what came before. */
    public Refusal add(double weight) {
        if (isNull) {
            return Refusal.NONE;
        }
        Refusal refusal = size == fixedSize ? Refusal.NONE : fix(size);
        if (!refusal.isNone()) {
            return refusal;
        }
        if (!isComplete) {
            moments.addPresent(dense(), 0, weight);
        } else if (type == RowType.FLOATS) {
            moments.add(floats, from, weight);
        } else if (indices == null) {
            moments.add(doubles, from, weight);
        } else {
            moments.addSparse(indices, doubles, from, weight);
        }
        return Refusal.NONE;
    }

    private double[] dense() {
        double[] dense = new double[size];
        for (int i = 0; i < stored; i++) {
            dense[indices == null ? i : indices[i]] = element(i);
        }
        return dense;
    }

    public ColumnMoments result() {
        return moments == null ? ColumnMoments.empty(name) : new ColumnMoments(name, fixedSize, moments.toMoments());
    }

    private Refusal fix(int found) {
        if (fixedSize >= 0) {
            return ColumnMoments.sizesDiffer(name, fixedSize, found);
        }
        int perRow = channels == 0 ? found : channels;
        if (found == 0) {
            return Refusal.invalidData("column '" + name + "' has rows of 0 elements, expected at least 1");
        }
        if (found % perRow != 0) {
            return Refusal.invalidData("column '" + name + "' has rows of " + found
                    + " elements, which do not divide into " + perRow + " channels");
        }
        fixedSize = found;
        moments = new MomentsAccumulator(perRow, found / perRow);
        return Refusal.NONE;
    }
}
