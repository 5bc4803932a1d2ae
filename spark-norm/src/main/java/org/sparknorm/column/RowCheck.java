package org.sparknorm.column;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The condition that all columns of a row are valid, as one call: a condition for each column, joined by AND, is code
 * that nests too deep to compile from some hundred columns on. Public only because generated code calls it.
 */
public final class RowCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private final NormalizeCall[] columns;
    private final DataType[] types;

    private RowCheck(NormalizeCall[] columns, DataType[] types) {
        this.columns = columns;
        this.types = types;
    }

    /**
     * Makes the condition.
     *
     * @param columns columns to check
     * @param calls norm of each column
     * @param values value of each column
     */
    static Column of(List<ColumnFunction> columns, List<NormalizeCall> calls, List<Column> values) {
        RowCheck check = new RowCheck(
                calls.toArray(new NormalizeCall[0]),
                columns.stream().map(column -> column.input().dataType()).toArray(DataType[]::new));
        Column row = functions.struct(values.toArray(new Column[0]));
        return ExpressionUtils.column(
                CallExpression.of(check, "areValid", DataTypes.BooleanType, ExpressionUtils.expression(row)));
    }

    /** Returns true if no column is null or holds an element that is not finite. Generated code calls it. */
    public boolean areValid(Object row) {
        InternalRow values = (InternalRow) row;
        for (int i = 0; i < columns.length; i++) {
            if (values.isNullAt(i) || !columns[i].isValid(values.get(i, types[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Returns what {@code explain} shows. */
    @Override
    public String toString() {
        return columns[0].toString();
    }
}
