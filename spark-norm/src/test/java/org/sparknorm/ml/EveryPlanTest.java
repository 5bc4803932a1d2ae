package org.sparknorm.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Near;
import org.sparknorm.core.Norms;
import org.sparknorm.sql.NormFunctions;

/**
 * Every function, stage and model gives each row its own result, under every plan in which Spark may keep a result,
 * compiled and interpreted. Expected values are computed row by row, without Spark.
 */
class EveryPlanTest {

    private static final double[][] ROWS = {{1, 2, 4}, {9, 1, 1}, {1, 2, 4}, {-3, 0, 5}};
    private static final double[] MEAN = {1, 2, 3};
    private static final double[] VARIANCE = {4, 9, 16};

    private static final Map<String, UnaryOperator<double[]>> EXPECTED = new LinkedHashMap<>();
    private static final Map<String, String> CALLS = new LinkedHashMap<>();

    private static SparkSession spark;
    private static SyncBatchNormModel model;

    @BeforeAll
    static void prepare() {
        spark = SparkSessions.shared().newSession();
        NormFunctions.register(spark);
        model = new SyncBatchNorm().setInputCol("x").setOutputCol("model").fit(Frames.of(RowKind.DOUBLES, "x", ROWS));

        UnaryOperator<double[]> layer = x -> Norms.layerNorm(x, 1, null, null, 1e-5);
        UnaryOperator<double[]> rms = x -> Norms.rmsNorm(x, 1, null, 1e-6);
        UnaryOperator<double[]> instance = x -> Norms.groupNorm(x, 1, 3, 3, null, null, 1e-5);
        CALLS.put("layer_call", "layer_norm(x)");
        CALLS.put("rms_call", "rms_norm(x)");
        CALLS.put("group_call", "group_norm(x, 3, 3)");
        CALLS.put("batch_call", "batch_norm(x, array(1, 2, 3), array(4, 9, 16))");
        CALLS.put("gamma_call", "rms_norm(x, array(id, 2, 3))");
        EXPECTED.put("layer_call", layer);
        EXPECTED.put("rms_call", rms);
        EXPECTED.put("group_call", instance);
        EXPECTED.put("batch_call", x -> batchNorm(x, MEAN, VARIANCE));
        EXPECTED.put("layer", layer);
        EXPECTED.put("rms", rms);
        EXPECTED.put("group", instance);
        EXPECTED.put("model", x -> batchNorm(x, model.runningMean(), model.runningVariance()));
    }

    private static double[] batchNorm(double[] x, double[] mean, double[] variance) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (x[i] - mean[i]) / Math.sqrt(variance[i] + 1e-5);
        }
        return y;
    }

    private static Dataset<Row> all(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        CALLS.forEach((name, call) ->
                columns.add(org.apache.spark.sql.functions.expr(call).as(name)));
        Dataset<Row> found = rows.select(columns.toArray(new Column[0]));
        found = new LayerNorm().setInputCol("x").setOutputCol("layer").transform(found);
        found = new RMSNorm().setInputCol("x").setOutputCol("rms").transform(found);
        found = new GroupNorm()
                .setGroups(3)
                .setInputCol("x")
                .setOutputCol("group")
                .transform(found);
        return model.transform(found);
    }

    private static void assertEachRowHasItsOwn(String plan, Dataset<Row> found) {
        List<Row> rows = found.collectAsList();
        assertThat(rows).as(plan).hasSize(ROWS.length);
        for (Row row : rows) {
            int id = row.<Number>getAs("id").intValue();
            String where = plan + ", row " + id + ", ";
            EXPECTED.forEach((name, norm) ->
                    Near.assertNear(where + name, RowKind.elements(row.getAs(name)), norm.apply(ROWS[id]), 1e-6));
            double[] gamma = Norms.rmsNorm(ROWS[id], 1, new double[] {id, 2, 3}, 1e-6);
            Near.assertNear(where + "gamma_call", RowKind.elements(row.getAs("gamma_call")), gamma, 1e-6);
        }
    }

    /**
     * The ways in which rows come to be: constants that Spark folds, rows that it keeps on the driver, a task's rows.
     */
    private static Map<String, Dataset<Row>> inputs(RowKind kind) {
        Map<String, Dataset<Row>> inputs = new LinkedHashMap<>();
        StructType schema =
                new StructType().add("id", DataTypes.IntegerType, false).add("x", kind.type());
        List<Row> local = new ArrayList<>();
        for (int i = 0; i < ROWS.length; i++) {
            local.add(RowFactory.create(i, kind.value(ROWS[i])));
        }
        inputs.put("local relation", spark.createDataFrame(local, schema));
        inputs.put("a task's rows", spark.createDataFrame(local, schema).repartition(1));
        if (kind != RowKind.SPARSE) {
            inputs.put("union of constants", union(kind, 0, ROWS.length));
            inputs.put(
                    "local relation and constants",
                    spark.createDataFrame(local.subList(0, 2), schema).union(union(kind, 2, ROWS.length)));
        }
        return inputs;
    }

    private static Dataset<Row> union(RowKind kind, int from, int to) {
        Dataset<Row> union = null;
        for (int i = from; i < to; i++) {
            double[] row = ROWS[i];
            String type = kind == RowKind.FLOATS ? "F" : "D";
            String array = "array(" + row[0] + type + ", " + row[1] + type + ", " + row[2] + type + ")";
            Dataset<Row> one = spark.sql("SELECT " + i + " AS id, " + array + " AS x");
            if (kind == RowKind.DENSE) {
                one = one.select(col("id"), functions.array_to_vector(col("x")).as("x"));
            }
            union = union == null ? one : union.union(one);
        }
        return union;
    }

    /** What a query makes of the results before it gives them back. */
    private static Map<String, UnaryOperator<Dataset<Row>>> uses() {
        Map<String, UnaryOperator<Dataset<Row>>> uses = new LinkedHashMap<>();
        uses.put("cache", rows -> rows.coalesce(1).cache());
        uses.put("sort and limit", rows -> rows.orderBy(col("id").desc()).limit(10));
        uses.put("filter on results", rows -> rows.where("layer IS NOT NULL AND rms_call IS NOT NULL"));
        uses.put(
                "collect_list",
                rows -> rows.groupBy()
                        .agg(org.apache
                                .spark
                                .sql
                                .functions
                                .collect_list(struct(rows))
                                .as("all"))
                        .selectExpr("inline(all)"));
        uses.put(
                "first of a group",
                rows -> rows.groupBy("id")
                        .agg(org.apache.spark.sql.functions.first(struct(rows)).as("s"))
                        .select("s.*"));
        uses.put(
                "last before in a window",
                rows -> rows.selectExpr(
                                "lag(struct(*), 0) OVER (ORDER BY id) AS s", "row_number() OVER (ORDER BY id) AS n")
                        .select("s.*"));
        uses.put(
                "join with itself",
                rows -> rows.drop("layer", "gamma_call").join(rows.select("id", "layer", "gamma_call"), "id"));
        uses.put("join", rows -> rows.join(spark.range(10).selectExpr("CAST(id AS int) AS id"), "id"));
        return uses;
    }

    private static Column struct(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>();
        List.of(rows.columns()).forEach(name -> columns.add(col(name)));
        return org.apache.spark.sql.functions.struct(columns.toArray(new Column[0]));
    }

    @ParameterizedTest
    @EnumSource
    void eachRowHasItsOwnResultWhereverItComesFrom(RowKind kind) {
        inputs(kind).forEach((input, rows) -> assertCompiledAndInterpreted(input, all(rows), use -> use));
    }

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "DOUBLES"})
    void eachRowHasItsOwnResultWhateverIsMadeOfIt(RowKind kind) {
        Dataset<Row> rows = all(inputs(kind).get("local relation and constants"));
        uses().forEach((use, query) -> assertCompiledAndInterpreted(use, rows, query));
    }

    private static void assertCompiledAndInterpreted(
            String plan, Dataset<Row> rows, UnaryOperator<Dataset<Row>> query) {
        Map<String, String> interpreted =
                Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");
        assertEachRowHasItsOwn(plan, query.apply(rows));
        interpreted.forEach(spark.conf()::set);
        try {
            assertEachRowHasItsOwn(plan + ", interpreted", query.apply(rows));
        } finally {
            interpreted.keySet().forEach(spark.conf()::unset);
        }
    }
}
