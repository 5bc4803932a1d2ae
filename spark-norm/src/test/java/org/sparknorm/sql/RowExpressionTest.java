package org.sparknorm.sql;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.sparknorm.param.Columns;

/** A function on a column, however Spark evaluates the expression. */
class RowExpressionTest {

    private static final double[][] ROWS = {{1, 0, 2.5}, {-4, 0, 0}, {7, 8, 9}};

    /** Adds one to each element; refuses rows that begin with 7. */
    private record PlusOne() implements RowFunction {

        @Override
        public double[] apply(double[] x) {
            if (x[0] == 7) {
                throw new IllegalArgumentException("found a row that begins with 7");
            }
            double[] y = x.clone();
            for (int i = 0; i < y.length; i++) {
                y[i]++;
            }
            return y;
        }

        @Override
        public float[] apply(float[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = x[i];
            }
            y = apply(y);
            float[] floats = new float[y.length];
            for (int i = 0; i < y.length; i++) {
                floats[i] = (float) y[i];
            }
            return floats;
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
}
