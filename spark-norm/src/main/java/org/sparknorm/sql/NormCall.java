package org.sparknorm.sql;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.RowExpression;
import org.sparknorm.column.RowFunction;

/**
 * A norm whose parameters stand beside it in each row, as a SQL function is called with columns. Public only because the
 * code that Spark generates calls {@link #normalize}.
 */
public final class NormCall implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A norm for given parameters: statistics, gamma, beta; null where one was not given. */
    interface Parameterized extends Serializable {
        RowFunction with(double[][] parameters);
    }

    private final String function;
    private final StructField argument;
    private final Parameterized norm;
    private final boolean[] given;

    /**
     * @param argument name and type of what is normalized
     * @param given the parameters that come with each row
     */
    NormCall(String function, StructField argument, Parameterized norm, boolean[] given) {
        this.function = function;
        this.argument = argument;
        this.norm = norm;
        this.given = given;
    }

    /** Called by generated code: the normalized value; null if a parameter is null. */
    public Object normalize(Object value, InternalRow parameters) {
        double[][] values = new double[given.length][];
        for (int i = 0, field = 0; i < given.length; i++) {
            if (given[i]) {
                if (parameters.isNullAt(field)) {
                    return null;
                }
                values[i] = RowCodec.numbers(parameters.getArray(field++));
            }
        }
        return with(values).normalize(value);
    }

    /** The call with parameters that are the same for all rows. */
    RowExpression with(double[][] parameters) {
        try {
            return new RowExpression(function, argument, norm.with(parameters), InvalidRows.KEEP);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(function + ": " + e.getMessage(), e);
        }
    }

    /** What {@code explain} shows. */
    @Override
    public String toString() {
        return function;
    }
}
