package org.sparknorm.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.core.RowNorm;

class NormArgumentsTest {

    private static final Expression ROW = array(1, 2, 4);

    private static Literal array(double... values) {
        return new Literal(
                UnsafeArrayData.fromPrimitiveArray(values), DataTypes.createArrayType(DataTypes.DoubleType, false));
    }

    private static NormArguments arguments(Object... values) throws AnalysisException {
        List<Expression> all = List.of(values).stream()
                .map(value -> value instanceof Expression expression
                        ? expression
                        : (Expression) Literal$.MODULE$.apply(value))
                .toList();
        return new NormArguments("norm", all, values.length);
    }

    @Test
    void constantsAreRead() throws AnalysisException {
        NormArguments arguments = arguments(ROW, 3, 1e-2);
        assertThat(arguments.positive(1)).isEqualTo(3);
        assertThat(arguments.epsilon(2, 1)).isEqualTo(1e-2);
        assertThat(arguments.epsilon(3, 0.5)).isEqualTo(0.5);
        assertThat(arguments.epsilon(1, 1)).isEqualTo(3);
    }

    @Test
    void whatDoesNotFitIsRefusedByPlaceAndType() throws AnalysisException {
        NormArguments arguments = arguments(Literal$.MODULE$.apply(true), 0, -1.0);
        assertThatThrownBy(arguments::rows).hasMessageContainingAll("first", "ARRAY<DOUBLE>", "BOOLEAN");
        assertThatThrownBy(() -> arguments.positive(1)).hasMessageContaining("argument 2");
        assertThatThrownBy(() -> arguments.positive(2)).hasMessageContainingAll("third", "INT", "DOUBLE");
        assertThatThrownBy(() -> arguments.epsilon(2, 1)).hasMessageContainingAll("epsilon", "-1.0");
        assertThatThrownBy(() -> new NormArguments("norm", List.of(ROW), 2, 3)).hasMessageContaining("WRONG_NUM_ARGS");
    }

    @Test
    void aCallOfConstantsGivesANewResultAtEachEvaluation() throws AnalysisException {
        Expression call =
                arguments(ROW, array(1, 1, 1)).call(1, 2, p -> new RowNormFunction(RowNorm.rms(1e-6), 0, p[0], null));
        ArrayData first = (ArrayData) call.eval(null);
        assertThat(call.eval(null)).isEqualTo(first).isNotSameAs(first);
        assertThat(call.foldable()).isTrue();
        assertThat(call.sql()).startsWith("norm(");
    }

    @Test
    void aNormIsMadeAnewOnlyWhenItsParametersChange() {
        AtomicInteger made = new AtomicInteger();
        StructField x =
                new StructField("x", DataTypes.createArrayType(DataTypes.DoubleType, false), true, Metadata.empty());
        ParameterizedCall call = new ParameterizedCall(
                "norm",
                x,
                p -> {
                    made.incrementAndGet();
                    return new RowNormFunction(RowNorm.rms(1e-6), 0, p[0], null);
                },
                new boolean[] {true});
        UnsafeArrayData row = UnsafeArrayData.fromPrimitiveArray(new double[] {1, 1});
        for (int i = 0; i < 3; i++) {
            assertThat(values(call.normalize(row, gamma(2, 3))))
                    .satisfies(y -> assertThat(y[1] / y[0]).isCloseTo(1.5, within(1e-12)));
        }
        assertThat(made).hasValue(1);
        assertThat(values(call.normalize(row, gamma(2, 4))))
                .satisfies(y -> assertThat(y[1] / y[0]).isCloseTo(2, within(1e-12)));
        assertThat(made).hasValue(2);
        assertThat(call.normalize(null, gamma(2, 4))).isNull();
        assertThat(call.normalize(row, new GenericInternalRow(new Object[] {null})))
                .isNull();
    }

    private static InternalRow gamma(double... values) {
        return new GenericInternalRow(new Object[] {UnsafeArrayData.fromPrimitiveArray(values)});
    }

    private static double[] values(Object array) {
        return ((ArrayData) array).toDoubleArray();
    }
}
