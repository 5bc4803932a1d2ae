package org.sparknorm.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.RowExpression;
import org.sparknorm.column.RowType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The arguments of one call of a SQL function, checked as they are asked for: while the query is analyzed. */
final class NormArguments {

    private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

    private final String function;
    private final List<Expression> arguments;

    /**
     * @param counts how many arguments the function takes
     * @throws AnalysisException if it got another number
     */
    NormArguments(String function, Seq<Expression> arguments, Integer... counts) throws AnalysisException {
        this.function = function;
        this.arguments = CollectionConverters.asJava(arguments);
        if (!Arrays.asList(counts).contains(arguments.size())) {
            throw (AnalysisException) QueryCompilationErrors.wrongNumArgsError(
                    function,
                    CollectionConverters.<Object>asScala(List.<Object>of((Object[]) counts))
                            .toSeq(),
                    arguments.size(),
                    "",
                    "",
                    "");
        }
    }

    /** The rows to normalize: the first argument. */
    Expression rows() throws AnalysisException {
        Expression rows = arguments.get(0);
        try {
            RowType.of(rows.dataType());
        } catch (IllegalArgumentException e) {
            throw typeError(0, "VECTOR, ARRAY<DOUBLE> or ARRAY<FLOAT>");
        }
        return rows;
    }

    /** What the rows are called in messages. */
    StructField rowsField() throws AnalysisException {
        return new StructField(rows().sql().replace("`", ""), rows().dataType(), true, null);
    }

    /** A positive constant. */
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

    /** A constant; the default where it is left out. */
    double epsilon(int index, double otherwise) throws AnalysisException {
        if (index >= arguments.size()) {
            return otherwise;
        }
        if (!(arguments.get(index).dataType() instanceof NumericType)) {
            throw typeError(index, "DOUBLE");
        }
        double value = (double) constant(index, cast(index, DataTypes.DoubleType));
        if (!(value > 0) || Double.isInfinite(value)) {
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
     * The call. Parameters that are all constants are read here, once.
     *
     * @param norm of the arguments {@code from .. to}: arrays of numbers, NULL or left out at the end for none
     */
    Expression call(int from, int to, NormCall.Parameterized norm) throws AnalysisException {
        boolean[] given = new boolean[to - from];
        boolean constant = true;
        List<Expression> parameters = new ArrayList<>();
        for (int i = from; i < Math.min(to, arguments.size()); i++) {
            if (!(arguments.get(i).dataType() instanceof NullType)) {
                given[i - from] = true;
                parameters.add(numbers(i));
                constant &= arguments.get(i).foldable();
            }
        }
        NormCall call = new NormCall(function, rowsField(), norm, given);
        DataType result = result(rows().dataType());
        if (constant) {
            double[][] values = new double[given.length][];
            for (int i = 0, next = 0; i < given.length; i++) {
                values[i] = given[i]
                        ? RowCodec.numbers((ArrayData) parameters.get(next++).eval(null))
                        : null;
            }
            return RowExpression.invoke(call.with(values), "normalize", result, List.of(rows()), true);
        }
        List<Expression> named = new ArrayList<>();
        for (Expression parameter : parameters) {
            named.add(Literal.create("p" + named.size(), DataTypes.StringType));
            named.add(parameter);
        }
        Expression struct =
                new CreateNamedStruct(CollectionConverters.asScala(named).toSeq());
        return RowExpression.invoke(call, "normalize", result, List.of(rows(), struct), true);
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
                        "paramIndex", ordinal(index),
                        "requiredType", expected,
                        "inputSql", found.sql(),
                        "inputType", found.dataType().sql()));
    }

    private AnalysisException error(String kind, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        String sql = arguments.stream().map(Expression::sql).collect(Collectors.joining(", "));
        all.put("sqlExpr", "\"" + function + "(" + sql + ")\"");
        return new AnalysisException(
                "DATATYPE_MISMATCH." + kind,
                scala.collection.immutable.Map.<String, String>from(CollectionConverters.asScala(all)));
    }

    private static String ordinal(int index) {
        return List.of("first", "second", "third", "fourth", "fifth", "sixth").get(index);
    }

    private static DataType result(DataType rows) {
        return rows instanceof ArrayType array ? DataTypes.createArrayType(array.elementType(), false) : rows;
    }
}
