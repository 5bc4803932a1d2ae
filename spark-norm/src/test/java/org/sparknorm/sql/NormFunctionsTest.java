package org.sparknorm.sql;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Norms;

/** What the functions compute. */
class NormFunctionsTest {

    private static final double[] X = {1, 2, 3, 5, 8, 13};

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
    void normsAreThoseOfCore() {
        assertNear(first("layer_norm(x)"), Norms.layerNorm(X, 1, null, null, 1e-5));
        assertNear(first("rms_norm(x)"), Norms.rmsNorm(X, 1, null, 1e-6));
        assertNear(first("group_norm(x, 3, 6)"), Norms.groupNorm(X, 1, 6, 3, null, null, 1e-5));
        double[] gamma = {2, 1, 1, 1, 1, 1};
        double[] beta = {0, 0, 0, 0, 0, 1};
        assertNear(
                first("layer_norm(x, array(2, 1, 1, 1, 1, 1), array(0, 0, 0, 0, 0, 1), 0.1)"),
                Norms.layerNorm(X, 1, gamma, beta, 0.1));
        assertNear(first("rms_norm(x, array(2, 1, 1, 1, 1, 1.0))"), Norms.rmsNorm(X, 1, gamma, 1e-6));
        assertNear(
                first("group_norm(x, 1, 2, array(2, 1), NULL)"),
                Norms.groupNorm(X, 1, 2, 1, new double[] {2, 1}, null, 1e-5));
    }

    /** They lie in one buffer, one after the other; what a lambda keeps, Spark must have copied. */
    @Test
    void resultsForSeveralElementsOfOneRowMayBeKept() {
        assertThat(first("flatten(transform(array(x, reverse(x)), e -> layer_norm(e)))"))
                .startsWith(first("layer_norm(x)"))
                .endsWith(first("layer_norm(reverse(x))"));
        assertThat(first("flatten(zip_with(array(x, reverse(x)), array(1, 2), (e, i) -> layer_norm(e)))"))
                .startsWith(first("layer_norm(x)"));
        assertThat(first("flatten(map_values(transform_values(map(1, x, 2, reverse(x)), (k, e) -> layer_norm(e))))"))
                .startsWith(first("layer_norm(x)"));
        String pair = "named_struct('before', array(0D, 0D), 'last', array(0D, 0D))";
        Row before = spark.sql("SELECT aggregate(array(array(1D, 2D), array(5D, 3D)), " + pair
                        + ", (pair, e) -> named_struct('before', pair.last, 'last', layer_norm(e))) AS pair"
                        + " FROM range(3)")
                .selectExpr("pair.before", "pair.last")
                .first();
        assertNear(doubles(before, 0), Norms.layerNorm(new double[] {1, 2}, 1, null, null, 1e-5));
        assertNear(doubles(before, 1), Norms.layerNorm(new double[] {5, 3}, 1, null, null, 1e-5));
    }

    @Test
    void parametersMayBeColumns() {
        assertNear(first("rms_norm(x, g)"), first("rms_norm(x, array(2, 1, 1, 1, 1, 1))"));
        assertThat(spark.sql("SELECT rms_norm(x, g) FROM t WHERE g IS NULL")
                        .first()
                        .isNullAt(0))
                .isTrue();
    }

    @Test
    void nullGivesNull() {
        assertThat(spark.sql("SELECT layer_norm(x), rms_norm(x, array(1)) FROM t WHERE x IS NULL")
                        .first())
                .matches(row -> row.isNullAt(0) && row.isNullAt(1));
    }

    @Test
    void resultsHaveTheTypeOfTheInput() {
        Row row = spark.sql("SELECT layer_norm(CAST(x AS array<float>)), layer_norm(x) FROM t")
                .first();
        assertThat(row.schema().apply(0).dataType()).isEqualTo(DataTypes.createArrayType(DataTypes.FloatType, false));
        assertThat(row.<Float>getList(0).get(0)).isInstanceOf(Float.class);
        assertThat(row.<Double>getList(1).get(0)).isInstanceOf(Double.class);
        Dataset<Row> vectors = spark.table("t")
                .where("x IS NOT NULL")
                .select(org.apache.spark.ml.functions.array_to_vector(col("x")).as("v"));
        Vector vector =
                vectors.select(call_function("layer_norm", col("v"))).first().getAs(0);
        assertThat(vector.toArray()).containsExactly(first("layer_norm(x)"), within(1e-12));
    }

    @Test
    void batchNormWithTheMomentsOfAllRowsCentersThem() {
        List<Row> rows = spark.sql("SELECT batch_norm(x, m.mean, m.variance) FROM t, (SELECT moments(x) AS m FROM t)"
                        + " WHERE x IS NOT NULL")
                .collectAsList();
        for (int c = 0; c < X.length; c++) {
            double sum = rows.get(0).<Double>getList(0).get(c)
                    + rows.get(1).<Double>getList(0).get(c);
            assertThat(sum).isCloseTo(0, within(1e-12));
        }
        assertNear(
                first("batch_norm(x, array(1, 2, 3, 5, 8, 12), array(1, 1, 1, 1, 1, 1), NULL, NULL, 3)"),
                new double[] {0, 0, 0, 0, 0, 0.5});
    }

    @Test
    void momentsLeaveNullsOutAndGroup() {
        Row moments =
                spark.sql("SELECT m.* FROM (SELECT moments(x) AS m FROM t)").first();
        assertThat(moments.getLong(0)).isEqualTo(2);
        assertThat(moments.<Double>getList(1)).startsWith(1.5, 2.0, 2.0);
        assertThat(moments.<Double>getList(2)).startsWith(0.5, 0.0, 2.0);
        Row none = spark.sql("SELECT m.* FROM (SELECT moments(x) AS m FROM t WHERE x IS NULL)")
                .first();
        assertThat(none.getLong(0)).isZero();
        assertThat(none.isNullAt(1)).isTrue();
        List<Row> groups = spark.range(0, 1000, 1, 7)
                .selectExpr("id % 3 AS k", "array(CAST(id AS float), 1F) AS x")
                .groupBy("k")
                .agg(call_function("moments", col("x")).as("m"))
                .orderBy("k")
                .selectExpr("m.count", "m.mean[0]", "m.variance[0]", "m.variance[1]")
                .collectAsList();
        assertThat(groups).extracting(row -> row.getLong(0)).containsExactly(334L, 333L, 333L);
        assertThat(groups.get(0).getDouble(1)).isCloseTo(499.5, within(1e-9));
        assertThat(groups.get(0).getDouble(2)).isCloseTo(9 * 334 * 335 / 12.0, within(1e-6));
        assertThat(groups.get(0).getDouble(3)).isZero();
    }

    @Test
    void momentsRunOverWindows() {
        List<Row> running = spark.range(1, 5)
                .selectExpr("id", "moments(array(double(id))) OVER (ORDER BY id) AS m")
                .selectExpr("m.mean[0]")
                .collectAsList();
        assertThat(running).extracting(row -> row.getDouble(0)).containsExactly(1.0, 1.5, 2.0, 2.5);
    }

    @Test
    void arraysOfAnyNumbersAreNormalizedAsDoubles() {
        double[] expected = Norms.layerNorm(new double[] {1, 2, 4}, 1, null, null, 1e-5);
        for (String x : List.of(
                "array(1.0, 2.0, 4.0)",
                "array(1, 2, 4)",
                "array(1L, 2L, 4L)",
                "array(1Y, 2Y, 4Y)",
                "array(1S, 2D, 4)")) {
            Row row = spark.sql("SELECT layer_norm(" + x + ")").first();
            assertNear(doubles(row, 0), expected);
        }
        Row moments = spark.sql("SELECT m.mean, m.count FROM (SELECT moments(x) AS m FROM VALUES (array(1, 2.5)),"
                        + " (array(3, 3.5)) AS t(x))")
                .first();
        assertNear(doubles(moments, 0), new double[] {2, 3});
        assertThat(moments.getLong(1)).isEqualTo(2);
    }

    @Test
    void anUntypedNullGivesNullAndAnEmptyArrayAnEmptyOne() {
        Row row = spark.sql("SELECT layer_norm(NULL), rms_norm(array()), batch_norm(NULL, array(1), array(1))")
                .first();
        assertThat(row.isNullAt(0)).isTrue();
        assertThat(row.getList(1)).isEmpty();
        assertThat(row.isNullAt(2)).isTrue();
        Row none = spark.sql("SELECT moments(NULL).count").first();
        assertThat(none.getLong(0)).isZero();
    }

    @Test
    void aNullAmongConstantParametersGivesNull() {
        assertThat(spark.sql("SELECT rms_norm(array(1D), CAST(NULL AS array<double>))")
                        .first()
                        .isNullAt(0))
                .isTrue();
    }

    @Test
    void batchNormTakesRowsOfSeveralLengths() {
        List<Row> rows = spark.sql("SELECT batch_norm(x, array(1, 2), array(1, 1), NULL, NULL, 3) FROM VALUES"
                        + " (array(1D, 4D)), (array(1D, 3D, 2D, 6D)) AS t(x)")
                .collectAsList();
        assertNear(doubles(rows.get(0), 0), new double[] {0, 1});
        assertNear(doubles(rows.get(1), 0), new double[] {0, 1, 0, 2});
    }

    private static double[] first(String call) {
        List<Double> values = new ArrayList<>(
                spark.sql("SELECT " + call + " FROM t WHERE x[0] = 1").first().getList(0));
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] doubles(Row row, int field) {
        return row.<Double>getList(field).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static void assertNear(double[] found, double[] expected) {
        assertThat(found).containsExactly(expected, within(1e-12));
    }
}
