package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.core.Norms;
import org.sparknorm.ml.SyncBatchNormModel;
import org.sparknorm.sql.NormFunctions;

/** The programs that a person copies do what they say. */
class GalleryTest {

    private static final Path PYTHON = Path.of("src/main/python/norms.py");

    private SparkSession spark;

    @BeforeEach
    void session() throws Exception {
        spark = SparkSessions.shared();
    }

    @Test
    void aPipelineNormalizesColumnsOverAllRowsAndRowsByThemselves() {
        Dataset<Row> rows = NormalizeColumns.rows(spark);
        Dataset<Row> normalized = NormalizeColumns.fit(rows).transform(rows);

        Row spread =
                normalized.selectExpr("avg(scaled[1])", "stddev_pop(scaled[1])").head();
        assertThat(spread.getDouble(0)).isCloseTo(0, within(1e-6));
        assertThat(spread.getDouble(1)).isCloseTo(1, within(1e-3));
        normalized
                .select("normalized")
                .limit(20)
                .collectAsList()
                .forEach(row -> assertThat(floats(row, 0))
                        .satisfies(y ->
                                assertThat(y.stream().mapToDouble(v -> v).sum()).isCloseTo(0, within(1e-5))));
    }

    @Test
    void sqlFunctionsGiveWhatTheFormulasGive() {
        documents();
        for (Row row : SqlNorms.byRow(spark).collectAsList()) {
            double[] x = floats(row, 1).stream().mapToDouble(v -> v).toArray();
            assertClose(floats(row, 2), Norms.layerNorm(x, 1, null, null, 1e-5));
            assertClose(floats(row, 3), Norms.rmsNorm(x, 1, null, 1e-6));
        }
        assertThat(SqlNorms.byColumn(spark).selectExpr("avg(batch[0])").head().getDouble(0))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void theStatementsOfThePythonProgramGiveWhatTheJavaProgramGives() throws Exception {
        documents();
        assertThat(spark.sql(statement("BY_ROW")).collectAsList())
                .isEqualTo(SqlNorms.byRow(spark).drop("rms").collectAsList());
        assertThat(spark.sql(statement("BY_COLUMN")).collectAsList())
                .isEqualTo(SqlNorms.byColumn(spark).collectAsList());
    }

    @Test
    void aStreamMovesTheStatisticsWithEveryBatchAndLosesNoRow(@TempDir Path folder) throws Exception {
        String input = folder.resolve("in").toUri().toString();
        String output = folder.resolve("out").toUri().toString();
        for (int drift : new int[] {0, 0, 10, 10}) {
            spark.range(0, 100, 1, 1)
                    .selectExpr("array(double(id % 10) + " + drift + ", 1D * id) AS x")
                    .write()
                    .mode("append")
                    .parquet(input);
        }

        SyncBatchNormModel model = StreamingUpdate.normalize(spark, input, output);

        assertThat(model.runningMean()[0]).isBetween(4.5, 14.5).isNotCloseTo(4.5, within(0.5));
        assertThat(spark.read().parquet(output).count()).isEqualTo(400);
    }

    @Test
    void twoWorkersLearnWhatNoLineParts() {
        assertThat(TrainClassifier.accuracy(spark)).isGreaterThan(0.95);
    }

    private void documents() {
        NormFunctions.register(spark);
        spark.range(8)
                .selectExpr("id", "array(float(id), 2f, float(4 * id), 1f) AS x")
                .createOrReplaceTempView("documents");
    }

    private static String statement(String name) throws Exception {
        Matcher found =
                Pattern.compile(name + " = \"\"\"(.*?)\"\"\"", Pattern.DOTALL).matcher(Files.readString(PYTHON));
        assertThat(found.find()).as("%s in %s", name, PYTHON).isTrue();
        return found.group(1);
    }

    private static List<Float> floats(Row row, int column) {
        return row.getList(column);
    }

    private static void assertClose(List<Float> found, double[] expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i).doubleValue()).isCloseTo(expected[i], within(1e-5));
        }
    }
}
