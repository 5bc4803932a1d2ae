package org.sparknorm.column;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The condition that all columns of a row are valid, as one call: a condition for each column, joined by AND, is code
 * that nests too deep to compile from some hundred columns on. Public only because generated code calls it.
 */
public final class RowCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RowExpression[] columns;

    private RowCheck(RowExpression[] columns) {
        this.columns = columns;
    }

    /**
     * Makes the condition.
     *
     * @param values columns to check, one for each expression
     */
    static Column of(List<RowExpression> columns, List<Column> values) {
        RowCheck check = new RowCheck(columns.toArray(new RowExpression[0]));
        Column row = functions.struct(values.toArray(new Column[0]));
        return ExpressionUtils.column(RowExpression.invoke(
                check, "areValid", DataTypes.BooleanType, List.of(ExpressionUtils.expression(row)), false));
    }

    /** Called by generated code: true if no column is null or holds an element that is not finite. */
    public boolean areValid(Object row) {
        InternalRow values = (InternalRow) row;
        for (int i = 0; i < columns.length; i++) {
            if (values.isNullAt(i) || !columns[i].isValid(values.get(i, columns[i].dataType()))) {
                return false;
            }
        }
        return true;
    }

    /** What {@code explain} shows. */
    @Override
    public String toString() {
        return columns[0].toString();
    }
}
