package org.sparknorm.column.scan;

import java.io.Serializable;
import org.sparknorm.column.Refusal;
import org.sparknorm.core.Moments;

/** The moments of one column. (Not a record: Kryo cannot fill one.) */
public final class ColumnMoments implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final int size;
    private final Moments moments;

    /**
     * @param size number of elements of each row; -1: no row counted
     * @param moments moments of the rows; null: no row counted
     */
    public ColumnMoments(String name, int size, Moments moments) {
        this.name = name;
        this.size = size;
        this.moments = moments;
    }

    public static ColumnMoments empty(String name) {
        return new ColumnMoments(name, -1, null);
    }

    public String name() {
        return name;
    }

    /** Returns the number of elements of each row; -1 if no row counted. */
    public int size() {
        return size;
    }

    /** Returns true if no row counted, so that there are no moments. */
    public boolean isEmpty() {
        return moments == null || moments.rows() == 0;
    }

    /** Returns null where there was no row. */
    public Moments moments() {
        return moments;
    }

    /** Refuses moments of rows of another size. */
    public Refusal refusalOf(ColumnMoments other) {
        return size >= 0 && other.size >= 0 && size != other.size ? sizesDiffer(name, size, other.size) : Refusal.NONE;
    }

    public ColumnMoments merge(ColumnMoments other) {
        if (other.moments == null) {
            return this;
        }
        return moments == null ? other : new ColumnMoments(name, size, moments.merge(other.moments));
    }

    /** Copies the moments, so that merging into the copy does not change these. */
    public ColumnMoments copy() {
        return moments == null ? this : new ColumnMoments(name, size, Moments.ofArray(moments.toArray()));
    }

    static Refusal sizesDiffer(String name, int one, int another) {
        return Refusal.invalidData("column '" + name + "' has rows of " + Math.min(one, another) + " and of "
                + Math.max(one, another) + " elements, expected one size");
    }
}
