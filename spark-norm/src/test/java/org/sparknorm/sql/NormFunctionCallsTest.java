package org.sparknorm.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparknorm.SparkSessions;

/** What SQL sees of the functions: how they are installed, named, described, compared and refused. */
class NormFunctionCallsTest {

    private static SparkSession spark;

    @BeforeAll
    static void register() {
        spark = SparkSessions.shared().newSession();
        NormFunctions.register(spark);
        spark.sql("SELECT * FROM VALUES (array(1D, 2D, 3D, 5D, 8D, 13D), array(2D, 1D, 1D, 1D, 1D, 1D)),"
                        + " (NULL, array(1D)), (array(2D, 2D, 1D, 0D, 0D, 1D), NULL) AS t(x, g)")
                .createOrReplaceTempView("t");
    }

    @Test
    void extensionsInstallTheFunctions() {
        SparkSession before = SparkSessions.shared();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        try {
            SparkSession extended =
                    SparkSession.builder().withExtensions(new NormExtensions()).getOrCreate();
            assertThat(extended.sql("SELECT rms_norm(array(2D, 2D), NULL, 12)")
                            .first()
                            .<Double>getList(0))
                    .containsExactly(0.5, 0.5);
        } finally {
            SparkSession.setDefaultSession(before);
            SparkSession.setActiveSession(before);
        }
    }

    @Test
    void aResultIsNamedAsTheCallWasWritten() {
        assertThat(spark.sql("SELECT layer_norm(x), group_norm(x, 3, 6), rms_norm(x, array(1, 2)), moments(x)"
                                + " FROM t GROUP BY x")
                        .columns())
                .containsExactly("layer_norm(x)", "group_norm(x, 3, 6)", "rms_norm(x, array(1, 2))", "moments(x)");
        assertThat(spark.sql("SELECT layer_norm(array(1.0, 2.0))").columns())
                .containsExactly("layer_norm(array(1.0, 2.0))");
    }

    @Test
    void equalCallsAreEqual() {
        assertThat(spark.sql("SELECT layer_norm(x), count(*) FROM t GROUP BY layer_norm(x)")
                        .count())
                .isEqualTo(3);
        assertThat(spark.sql("SELECT layer_norm(x), rms_norm(x) FROM t GROUP BY layer_norm(x), rms_norm(x)")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void functionsDescribeThemselvesAndTheirExamplesHold() {
        for (String name : List.of("layer_norm", "rms_norm", "group_norm", "batch_norm", "moments")) {
            String text = spark.sql("DESCRIBE FUNCTION EXTENDED " + name).collectAsList().stream()
                    .map(row -> row.getString(0))
                    .collect(Collectors.joining("\n"));
            assertThat(text)
                    .contains("Usage: " + name + "(x", "Arguments:", "x - ", "Examples:", "Since: 0.1.0")
                    .doesNotContain("N/A");
            Matcher example = Pattern.compile("> (SELECT .*);\\s+\\[(.*)\\]").matcher(text);
            assertThat(example.find()).isTrue();
            double[] expected = Arrays.stream(example.group(2).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(doubles(spark.sql(example.group(1)).first(), 0)).containsExactly(expected, within(1e-7));
        }
    }

    @Test
    void registeringAgainReplacesTheFunctions() {
        SparkSession other = SparkSessions.shared().newSession();
        NormFunctions.register(other);
        NormFunctions.register(other);
        assertThat(other.sql("SELECT layer_norm(array(1, 1))").first().<Double>getList(0))
                .containsExactly(0.0, 0.0);
    }

    @Test
    void wrongArgumentsAreRefusedAtAnalysis() {
        assertRefused("layer_norm(x, g)", "WRONG_NUM_ARGS", "layer_norm");
        assertRefused("layer_norm('a')", "first", "ARRAY<FLOAT>", "STRING");
        assertRefused("layer_norm(x, 'a', g)", "second", "ARRAY<DOUBLE>", "STRING");
        assertRefused("rms_norm(x, NULL, 0)", "epsilon", "0.0");
        assertRefused("rms_norm(x, NULL, x[0])", "foldable");
        assertRefused("group_norm(x, 0, 6)", "argument 2", "0");
        assertRefused("group_norm(x, 4, 6)", "channels = 6", "groups = 4");
        assertRefused("moments('a')", "first", "STRING");
        assertThatThrownBy(() -> spark.sql("SELECT layer_norm(x, array(1), array(1)) FROM t WHERE x[0] = 1")
                        .first())
                .hasStackTraceContaining("layer_norm: column 't.x': gamma has 1 values");
        assertThatThrownBy(() -> spark.sql("SELECT moments(array_append(x, id)) FROM"
                                + " (SELECT IF(id = 1, array(1D), array(1D, 2D)) AS x, double(id) AS id FROM range(2))")
                        .first())
                .hasStackTraceContaining("rows of 2 and of 3 elements");
    }

    private static void assertRefused(String call, String... texts) {
        assertThatThrownBy(() -> spark.sql("SELECT " + call + " FROM t"))
                .isInstanceOfAny(AnalysisException.class, IllegalArgumentException.class)
                .message()
                .contains(texts);
    }

    private static double[] doubles(Row row, int field) {
        return row.<Double>getList(field).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
