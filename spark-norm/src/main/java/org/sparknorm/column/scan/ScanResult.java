package org.sparknorm.column.scan;

import java.io.Serializable;
import java.util.List;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.Refusal;
import org.sparknorm.core.Mergeable;

/**
 * What one pass over a dataset finds: the moments of each column, and what was wrong with the rows. Trouble travels as
 * a result, not as a failed task, so that it is not tried four times and reaches the caller as one clear exception.
 */
public final class ScanResult implements Mergeable<ScanResult>, Serializable {

    private static final long serialVersionUID = 1L;

    private final ColumnMoments[] columns;
    private long invalidRows;
    private String invalidRow;
    private String conflict;

    ScanResult(ColumnMoments[] columns) {
        this.columns = columns;
    }

    /** Of no rows. */
    public static ScanResult empty() {
        return new ScanResult(new ColumnMoments[0]);
    }

    /** The moments of each column, in the order of the scan; none at all where there was no partition. */
    public List<ColumnMoments> columns() {
        return List.of(columns);
    }

    /**
     * This, if all rows could be taken.
     *
     * @param stage names the stage in the message
     * @throws IllegalArgumentException if the rows of a column differ in size, or a weight is negative; or, with
     *     {@link InvalidRows#ERROR}, if rows were invalid: says how many, and shows one
     */
    public ScanResult requireValid(String stage, InvalidRows invalid) {
        if (conflict != null) {
            throw new IllegalArgumentException(stage + ": " + conflict);
        }
        if (invalid == InvalidRows.ERROR && invalidRows > 0) {
            throw new IllegalArgumentException(stage + ": " + invalidRows + (invalidRows == 1 ? " row is" : " rows are")
                    + " null, NaN or infinite, expected finite values; one has " + invalidRow
                    + "; set handleInvalid to skip or keep to go on");
        }
        return this;
    }

    @Override
    public ScanResult merge(ScanResult other) {
        if (other.columns.length == 0) {
            return this;
        }
        if (columns.length == 0) {
            return other;
        }
        invalidRows += other.invalidRows;
        invalidRow = invalidRow == null ? other.invalidRow : invalidRow;
        conflict = conflict == null ? other.conflict : conflict;
        for (int i = 0; i < columns.length && !isStopped(); i++) {
            merge(i, other.columns[i]);
        }
        return this;
    }

    /** Merges the moments of a column, unless they conflict with what is there. */
    void merge(int column, ColumnMoments moments) {
        refuse(columns[column].conflict(moments));
        if (!isStopped()) {
            columns[column] = columns[column].merge(moments);
        }
    }

    /** Takes note of what is not taken. */
    void refuse(Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.INVALID_ROW) {
            invalidRows++;
            invalidRow = invalidRow == null ? refusal.text() : invalidRow;
        } else if (refusal.kind() == Refusal.Kind.CONFLICT) {
            conflict = conflict == null ? refusal.text() : conflict;
        }
    }

    /** True if there is a conflict: what else the rows hold does not matter. */
    boolean isStopped() {
        return conflict != null;
    }
}
