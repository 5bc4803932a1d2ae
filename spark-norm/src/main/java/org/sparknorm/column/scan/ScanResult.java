package org.sparknorm.column.scan;

import java.io.Serializable;
import java.util.List;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.Refusal;
import org.sparknorm.core.Mergeable;

/**
 * The result of one pass over a dataset: the moments of each column, and why rows are refused. A refusal travels as a
 * result, not as a failed task, so that it is not tried four times and reaches the caller as one clear exception.
 */
public final class ScanResult implements Mergeable<ScanResult>, Serializable {

    private static final long serialVersionUID = 1L;

    private final ColumnMoments[] columns;
    private long invalidRows;
    private String invalidRow;
    private String refusal;

    ScanResult(ColumnMoments[] columns) {
        this.columns = columns;
    }

    /** Returns the result of no rows. */
    public static ScanResult empty() {
        return new ScanResult(new ColumnMoments[0]);
    }

    /** Returns the moments of each column, in the order of the scan; none at all where there was no partition. */
    public List<ColumnMoments> columns() {
        return List.of(columns);
    }

    /**
     * Returns this, if all rows could be taken.
     *
     * @param stage name of the stage, for the message
     * @throws IllegalArgumentException if the rows of a column differ in size, or a weight is negative; or, with
     *     {@link InvalidRows#ERROR}, if rows were invalid: says how many, and shows one
     */
    public ScanResult requireValid(String stage, InvalidRows invalid) {
        if (refusal != null) {
            throw new IllegalArgumentException(stage + ": " + refusal);
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
        refusal = refusal == null ? other.refusal : refusal;
        for (int i = 0; i < columns.length && !isStopped(); i++) {
            merge(i, other.columns[i]);
        }
        return this;
    }

    /** Merges the moments of a column, unless those that are there refuse them. */
    void merge(int column, ColumnMoments moments) {
        refuse(columns[column].refusalOf(moments));
        if (!isStopped()) {
            columns[column] = columns[column].merge(moments);
        }
    }

    /** Takes note of a refusal: counts invalid rows, and keeps the first text of each kind. */
    void refuse(Refusal found) {
        if (found.kind() == Refusal.Kind.INVALID_ROW) {
            invalidRows++;
            invalidRow = invalidRow == null ? found.text() : invalidRow;
        } else if (found.kind() == Refusal.Kind.INVALID_DATA) {
            refusal = refusal == null ? found.text() : refusal;
        }
    }

    /** Returns true if the data are refused: what else the rows hold does not matter. */
    boolean isStopped() {
        return refusal != null;
    }
}
