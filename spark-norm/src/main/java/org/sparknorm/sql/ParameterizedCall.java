package org.sparknorm.sql;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.NormalizeCall;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.RowFunction;

/**
 * A norm whose parameters stand beside it in each row, as a SQL function is called with columns. While they are the
 * same from row to row, as those of a joined row of statistics are, the norm that was made of them is kept. Public only
 * for the code that Spark generates.
 */
public final class ParameterizedCall implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A norm for given parameters: statistics, gamma, beta; null where one was not given. */
    interface Parameterized extends Serializable {
        RowFunction with(double[][] parameters);
    }

    private final String function;
    private final Parameterized norm;
    private final boolean[] given;
    private final NormalizeCall rows;
    private transient volatile Made last;

    /** A norm, and the parameters that it was made of. */
    private record Made(double[][] parameters, RowFunction norm) {}

    /**
     * @param argument name and type of what is normalized
     * @param given parameters that come with each row
     */
    ParameterizedCall(String function, StructField argument, Parameterized norm, boolean[] given) {
        this.function = function;
        this.norm = norm;
        this.given = given.clone();
        this.rows = new NormalizeCall(function, argument, null, InvalidRows.KEEP);
    }

    /** Returns the normalized value; null if it or a parameter is null. Generated code calls it. */
    public Object normalize(Object value, InternalRow parameters) {
        if (value == null || parameters.anyNull()) {
            return null;
        }
        double[][] values = new double[given.length][];
        for (int i = 0, field = 0; i < given.length; i++) {
            values[i] = given[i] ? RowCodec.numbers(parameters.getArray(field++)) : null;
        }
        Made made = last;
        if (made == null || !Arrays.deepEquals(values, made.parameters)) {
            made = new Made(values, with(function, norm, values));
            last = made;
        }
        return rows.normalize(value, made.norm);
    }

    /** Returns the norm with parameters, or an error that names the function. */
    static RowFunction with(String function, Parameterized norm, double[][] parameters) {
        try {
            return norm.with(parameters);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(function + ": " + e.getMessage(), e);
        }
    }

    /** Returns the name in {@code explain}. */
    @Override
    public String toString() {
        return function;
    }
}
