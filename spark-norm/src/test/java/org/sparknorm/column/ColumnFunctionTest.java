package org.sparknorm.column;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Failure;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Rows;

/** A function on a column, however Spark evaluates the expression. */
class ColumnFunctionTest {

    /** Rows that the norm was asked for, in all tasks: they run in this JVM. */
    private static final LongAdder CALLS = new LongAdder();

    private static final double[][] ROWS = {{1, 0, 2.5}, {-4, 0, 0}, {7, 8, 9}};

    /** Adds one to each element; refuses rows that begin with 7. */
    private record PlusOne() implements RowFunction {

        @Override
        public Rows shape(int length) {
            return new Rows(1, length, 1);
        }

        @Override
        public boolean apply(double[] x, Rows row, double[] y) {
            CALLS.increment();
            requireNoSeven(x[row.from()]);
            for (int i = row.from(); i < row.from() + row.size(); i++) {
                y[i] = x[i] + 1;
            }
            return true;
        }

        @Override
        public boolean apply(float[] x, Rows row, float[] y) {
            CALLS.increment();
            requireNoSeven(x[row.from()]);
            for (int i = row.from(); i < row.from() + row.size(); i++) {
                y[i] = x[i] + 1;
            }
            return true;
        }

        @Override
        public void applyToPresent(double[] x, Rows row, double[] y) {
            apply(x, row, y);
        }

        private static void requireNoSeven(double first) {
            if (first == 7) {
                throw new IllegalArgumentException("found a row that begins with 7");
            }
        }
    }

    private static Dataset<Row> plusOne(Dataset<Row> rows) {
        return plusOne(rows, "x", "y", InvalidRows.ERROR);
    }

    private static Dataset<Row> plusOne(Dataset<Row> rows, String from, String to, InvalidRows invalid) {
        StructField input = rows.schema().apply(from);
        ColumnFunction column = new ColumnFunction(input, Columns.like(input, to), new PlusOne());
        return ColumnFunction.apply("stage", rows, invalid, List.of(column));
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

    /** A filter on the result makes Spark write the call twice; three stages that skip, fifteen times. */
    @ParameterizedTest
    @EnumSource
    void theNormRunsOnceARowHoweverOftenThePlanHasIt(RowKind kind) {
        Dataset<Row> rows = Frames.of(kind, "x", ROWS[0], ROWS[1]);
        boolean array = rows.schema().apply("x").dataType() instanceof ArrayType;
        String condition = array ? "y[0] > -100 AND y[1] > -100" : "y IS NOT NULL AND hash(y) IS NOT NULL";
        for (String wholeStage : List.of("true", "false")) {
            rows.sparkSession().conf().set("spark.sql.codegen.wholeStage", wholeStage);
            try {
                CALLS.reset();
                assertThat(Frames.rows(plusOne(rows).where(condition), "y")).hasDimensions(2, 3);
                assertThat(CALLS.sum()).isEqualTo(2);

                CALLS.reset();
                Dataset<Row> one = plusOne(rows, "x", "y", InvalidRows.SKIP);
                Dataset<Row> two = plusOne(one, "y", "z", InvalidRows.SKIP);
                Dataset<Row> three = plusOne(two, "z", "out", InvalidRows.SKIP);
                assertThat(Frames.rows(three, "out")).isDeepEqualTo(new double[][] {{4, 3, 5.5}, {-1, 3, 3}});
                assertThat(CALLS.sum()).isEqualTo(6);
            } finally {
                rows.sparkSession().conf().unset("spark.sql.codegen.wholeStage");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNormThatNobodyAsksForIsNotRunAndFiltersGoBelowIt(RowKind kind) {
        Dataset<Row> rows = plusOne(Frames.of(kind, "x", ROWS[0], ROWS[1]));
        CALLS.reset();
        assertThat(rows.where("id > 0").select("id").collectAsList()).hasSize(1);
        assertThat(CALLS.sum()).isZero();
        assertThat(Frames.rows(rows.where("id > 0"), "y")).isDeepEqualTo(new double[][] {{-3, 1, 1}});
        assertThat(CALLS.sum()).isEqualTo(1);
    }

    @Test
    void skipPutsOneFilterBeforeAllColumns() {
        Dataset<Row> rows = Frames.of(RowKind.DOUBLES, "a", ROWS[0], ROWS[1]).withColumn("b", expr("a"));
        StructField a = rows.schema().apply("a");
        StructField b = rows.schema().apply("b");
        List<ColumnFunction> columns = List.of(
                new ColumnFunction(a, Columns.like(a, "y"), new PlusOne()),
                new ColumnFunction(b, Columns.like(b, "z"), new PlusOne()));
        String plan = ColumnFunction.apply("stage", rows, InvalidRows.SKIP, columns)
                .queryExecution()
                .analyzed()
                .toString();
        assertThat(plan.lines().filter(line -> line.contains("Filter"))).hasSize(1);
    }

    private static double[][] values(Dataset<Row> rows, String expression) {
        return Frames.rows(rows.selectExpr(expression + " AS value"), "value");
    }
}
