package org.sparknorm.column;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Failure;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;

/** A function on a column, however Spark evaluates the expression. */
class RowExpressionTest {

    private static final double[][] ROWS = {{1, 0, 2.5}, {-4, 0, 0}, {7, 8, 9}};

    /** Adds one to each element; refuses rows that begin with 7. */
    private record PlusOne() implements RowFunction {

        @Override
        public void apply(double[] x, int from, int length) {
            requireNoSeven(x[from]);
            for (int i = from; i < from + length; i++) {
                x[i]++;
            }
        }

        @Override
        public void apply(float[] x, int from, int length) {
            requireNoSeven(x[from]);
            for (int i = from; i < from + length; i++) {
                x[i]++;
            }
        }

        private static void requireNoSeven(double first) {
            if (first == 7) {
                throw new IllegalArgumentException("found a row that begins with 7");
            }
        }
    }

    private static Dataset<Row> plusOne(Dataset<Row> rows) {
        StructField input = rows.schema().apply("x");
        return RowExpression.apply("stage", rows, input, Columns.like(input, "y"), new PlusOne(), InvalidRows.ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void compiledInterpretedAndFoldedExpressionsAgree(RowKind kind) {
        SparkSession spark = SparkSessions.shared();
        Dataset<Row> rows = Frames.of(kind, "x", ROWS[0], ROWS[1]);
        double[][] expected = {{2, 1, 3.5}, {-3, 1, 1}};
        assertThat(Frames.rows(plusOne(rows), "y")).isEqualTo(expected);

        Dataset<Row> folded = spark.createDataFrame(
                List.of(RowFactory.create(kind.value(ROWS[0])), RowFactory.create(kind.value(ROWS[1]))),
                rows.select("x").schema());
        assertThat(Frames.rows(plusOne(folded), "y")).isEqualTo(expected);

        Map<String, String> interpreted =
                Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");
        interpreted.forEach(spark.conf()::set);
        try {
            assertThat(Frames.rows(plusOne(rows), "y")).isEqualTo(expected);
        } finally {
            interpreted.keySet().forEach(spark.conf()::unset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheFunctionRefusesNamesStageAndColumn(RowKind kind) {
        Dataset<Row> rows = Frames.of(kind, "x", ROWS);
        Failure.refuses(() -> plusOne(rows).collectAsList(), "stage: column 'x': found a row that begins with 7");
    }

    @ParameterizedTest
    @EnumSource
    void aFilterOnTheResultSeesTheResult(RowKind kind) {
        Dataset<Row> rows = plusOne(Frames.of(kind, "x", ROWS[0], ROWS[1]));
        assertThat(rows.filter(rows.col("y").isNotNull()).count()).isEqualTo(2);
        assertThat(rows.sparkSession().range(3).crossJoin(rows).count()).isEqualTo(6);
    }

    /** Results of one row after another lie in one buffer; whatever Spark keeps beyond the row, it must have copied. */
    @ParameterizedTest
    @EnumSource
    void whatSparkKeepsOfEarlierRowsDoesNotChange(RowKind kind) {
        int count = 20;
        double[][] rows = new double[count][];
        double[][] expected = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new double[] {i % 5, 0, 100 * i};
            expected[i] = new double[] {i % 5 + 1, 1, 100 * i + 1};
        }
        Dataset<Row> all = plusOne(Frames.of(kind, "x", rows).coalesce(1));
        for (String wholeStage : List.of("true", "false")) {
            all.sparkSession().conf().set("spark.sql.codegen.wholeStage", wholeStage);
            try {
                assertThat(values(all, "first(y)")).isDeepEqualTo(new double[][] {expected[0]});
                assertThat(values(all, "last(y)")).isDeepEqualTo(new double[][] {expected[count - 1]});
                assertThat(values(all, "any_value(y)")).isDeepEqualTo(new double[][] {expected[0]});
                assertThat(values(all, "min_by(y, id)")).isDeepEqualTo(new double[][] {expected[0]});
                assertThat(values(all, "max_by(y, -id)")).isDeepEqualTo(new double[][] {expected[0]});
                assertThat(values(all, "max(struct(-id, y)).y")).isDeepEqualTo(new double[][] {expected[0]});
                assertThat(values(all, "explode(collect_list(y))")).isDeepEqualTo(expected);
                assertThat(values(all, "lead(y, 1) OVER (ORDER BY id)")[count - 2])
                        .isEqualTo(expected[count - 1]);
                assertThat(values(all.orderBy("id"), "y")).isDeepEqualTo(expected);
                assertThat(values(
                                all.groupBy("id").agg(expr("first(y)").as("y")).orderBy("id"), "y"))
                        .isDeepEqualTo(expected);
                Dataset<Row> others = all.selectExpr("id + 1 AS id", "y AS before");
                assertThat(values(all.join(others, "id").orderBy("id"), "before"))
                        .isDeepEqualTo(Arrays.copyOf(expected, count - 1));
                assertThat(all.select("y").distinct().count()).isEqualTo(count);
            } finally {
                all.sparkSession().conf().unset("spark.sql.codegen.wholeStage");
            }
        }
    }

    private static double[][] values(Dataset<Row> rows, String expression) {
        return Frames.rows(rows.selectExpr(expression + " AS value"), "value");
    }
}
