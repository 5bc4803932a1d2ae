package org.sparknorm.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.mllib.linalg.VectorUDT;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.CallExpression;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.NormalizeCall;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.RowFunction;
import org.sparknorm.column.RowType;
import org.sparknorm.core.Epsilon;
import org.sparknorm.spark.ScalaCollections;
import scala.Option;

/** The arguments of one call of a SQL function, checked as they are asked for: while the query is analyzed. */
final class NormArguments {

    private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

    private final String function;
    private final List<Expression> arguments;

    /**
     * @param counts numbers of arguments that the function takes
     * @throws AnalysisException if it got another number
     */
    NormArguments(String function, List<Expression> arguments, Integer... counts) throws AnalysisException {
        this.function = function;
        this.arguments = arguments;
        if (!Arrays.asList(counts).contains(arguments.size())) {
            throw (AnalysisException) QueryCompilationErrors.wrongNumArgsError(
                    function,
                    ScalaCollections.<Object>seq(List.<Object>of((Object[]) counts)),
                    arguments.size(),
                    "",
                    "",
                    "");
        }
    }

    /** Returns the rows to normalize: the first argument, cast where it holds other numbers than doubles and floats. */
    Expression rows() throws AnalysisException {
        Expression rows = arguments.get(0);
        try {
            DataType readable = RowType.readable(rows.dataType());
            return readable.equals(rows.dataType()) ? rows : cast(0, readable);
        } catch (IllegalArgumentException e) {
            throw typeError(0, "VECTOR (of ML), ARRAY<DOUBLE> or ARRAY<FLOAT>");
        }
    }

    /** Returns the text of an expression, for messages: a column's name as Spark's own messages show it. */
    static String nameOf(Expression expression) {
        return expression.sql().replace("`", "");
    }

    /** Returns the name and the type of the rows, for messages. */
    StructField rowsField() throws AnalysisException {
        return new StructField(nameOf(arguments.get(0)), rows().dataType(), true, Metadata.empty());
    }

    /** Reads a positive constant. */
    int positive(int index) throws AnalysisException {
        if (!arguments.get(index).dataType().equals(DataTypes.IntegerType)) {
            throw typeError(index, "INT");
        }
        int value = (int) constant(index, arguments.get(index));
        if (value <= 0) {
            throw error(
                    "VALUE_OUT_OF_RANGE",
                    Map.of(
                            "exprName",
                            "argument " + (index + 1),
                            "valueRange",
                            "[1, 2147483647]",
                            "currentValue",
                            String.valueOf(value)));
        }
        return value;
    }

    /** Reads a positive and finite constant; returns the default where it is left out. */
    double epsilon(int index, double otherwise) throws AnalysisException {
        if (index >= arguments.size()) {
            return otherwise;
        }
        if (!(arguments.get(index).dataType() instanceof NumericType)) {
            throw typeError(index, "DOUBLE");
        }
        double value = (double) constant(index, cast(index, DataTypes.DoubleType));
        if (!Epsilon.isValid(value)) {
            throw error(
                    "VALUE_OUT_OF_RANGE",
                    Map.of(
                            "exprName",
                            "epsilon",
                            "valueRange",
                            "(0, infinity)",
                            "currentValue",
                            String.valueOf(value)));
        }
        return value;
    }

    /**
     * Makes the call. Parameters that are all constants are read here, once.
     *
     * @param norm maker of the norm from the arguments {@code from .. to}: arrays of numbers, NULL or left out at the
     *     end for none
     */
    Expression call(int from, int to, ParameterizedCall.Parameterized norm) throws AnalysisException {
        boolean[] given = new boolean[to - from];
        double[][] constants = new double[to - from][];
        boolean constant = true;
        List<Expression> children = new ArrayList<>(arguments);
        children.set(0, rows());
        for (int i = from; i < Math.min(to, arguments.size()); i++) {
            if (!(arguments.get(i).dataType() instanceof NullType)) {
                Expression numbers = numbers(i);
                Object value = numbers.foldable() ? numbers.eval(null) : null;
                given[i - from] = true;
                constants[i - from] = value == null ? null : RowCodec.numbers((ArrayData) value);
                constant &= value != null;
                children.set(i, numbers);
            }
        }
        DataType result = result(children.get(0).dataType());
        if (constant) {
            RowFunction made = ParameterizedCall.with(function, norm, constants);
            NormalizeCall call = new NormalizeCall(function, rowsField(), made, InvalidRows.KEEP);
            return CallExpression.ofFunction(function, call, result, children);
        }
        int[] parameters =
                IntStream.range(from, to).filter(i -> given[i - from]).toArray();
        ParameterizedCall call = new ParameterizedCall(function, rowsField(), norm, given);
        return CallExpression.ofFunction(function, call, result, children, parameters);
    }

    private Expression numbers(int index) throws AnalysisException {
        if (arguments.get(index).dataType() instanceof ArrayType array && array.elementType() instanceof NumericType) {
            return cast(index, DOUBLES);
        }
        throw typeError(index, "ARRAY<DOUBLE>");
    }

    private Expression cast(int index, DataType type) {
        return new Cast(arguments.get(index), type, Option.empty());
    }

    private Object constant(int index, Expression argument) throws AnalysisException {
        Object value = argument.foldable() ? argument.eval(null) : null;
        if (value == null) {
            throw error(
                    "NON_FOLDABLE_INPUT",
                    Map.of(
                            "inputName", "argument " + (index + 1),
                            "inputType", argument.dataType().sql(),
                            "inputExpr", arguments.get(index).sql()));
        }
        return value;
    }

    private AnalysisException typeError(int index, String expected) {
        Expression found = arguments.get(index);
        return error(
                "UNEXPECTED_INPUT_TYPE",
                Map.of(
                        "paramIndex",
                        ordinal(index),
                        "requiredType",
                        expected,
                        "inputSql",
                        found.sql(),
                        "inputType",
                        found.dataType() instanceof VectorUDT
                                ? "mllib VECTOR"
                                : found.dataType().sql()));
    }

    private AnalysisException error(String kind, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        String sql = arguments.stream().map(Expression::sql).collect(Collectors.joining(", "));
        all.put("sqlExpr", "\"" + function + "(" + sql + ")\"");
        return new AnalysisException("DATATYPE_MISMATCH." + kind, ScalaCollections.map(all));
    }

    private static String ordinal(int index) {
        return List.of("first", "second", "third", "fourth", "fifth", "sixth").get(index);
    }

    private static DataType result(DataType rows) {
        return rows instanceof ArrayType array ? DataTypes.createArrayType(array.elementType(), false) : rows;
    }
}
