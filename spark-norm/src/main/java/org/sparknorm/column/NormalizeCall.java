package org.sparknorm.column;

import java.io.Serializable;
import org.apache.spark.sql.types.StructField;

/**
 * A norm of a column, as the code that Spark generates calls it: it names the stage and the column where a row is
 * refused, and keeps one {@link RowNormalizer} for the rows of a thread. Public only for generated code.
 */
public final class NormalizeCall implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String column;
    private final RowType type;
    private final boolean containsNull;
    private final RowFunction function;
    private final InvalidRows invalid;
    private transient RowNormalizer normalizer;

    /**
     * @param stage name for error messages
     * @param field name and type of the column, of the types in {@link RowType}
     * @param function norm of a row; null where {@link #normalize(Object, RowFunction)} brings it with each row
     * @param invalid treatment of invalid rows
     */
    public NormalizeCall(String stage, StructField field, RowFunction function, InvalidRows invalid) {
        this.stage = stage;
        this.column = field.name();
        this.type = RowType.of(field.dataType());
        this.containsNull = RowType.containsNull(field.dataType());
        this.function = function;
        this.invalid = invalid;
    }

    /** Returns the normalized value, of the input's type, valid until the next call. Generated code calls it. */
    public Object normalize(Object value) {
        return normalize(value, function);
    }

    /** Does the same as {@link #normalize(Object)} by another norm. */
    public Object normalize(Object value, RowFunction norm) {
        try {
            if (value != null) {
                return normalizer().normalize(value, norm);
            }
            if (invalid == InvalidRows.ERROR) {
                throw InvalidRows.refusal("null");
            }
            return null;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(stage + ": column '" + column + "': " + e.getMessage(), e);
        }
    }

    /** Returns true if the value is not null and all its elements are finite. */
    boolean isValid(Object value) {
        return value != null && normalizer().isFinite(value);
    }

    /** Returns the name in {@code explain}. */
    @Override
    public String toString() {
        return stage;
    }

    private RowNormalizer normalizer() {
        RowNormalizer own = normalizer;
        if (own == null || !own.isOfThisThread()) {
            own = new RowNormalizer(type, containsNull, invalid);
            normalizer = own;
        }
        return own;
    }
}
