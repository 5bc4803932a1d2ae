package org.sparknorm.lab.bench;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.sparknorm.column.ColumnFunction;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.RowFunction;
import org.sparknorm.core.Rows;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.SyncBatchNorm;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Whole jobs on cached columns, beside Spark's stages and a scan. */
final class JobBench {

    static final String TEXT =
            "200,000 rows of 256 elements, cached, on local[2], where nothing else is said; medians of"
                    + " rounds in which all take turns. Spark's coalesce(x, x) is the least that any expression on"
                    + " such a column"
                    + " costs; giving the array back unchanged adds one copy to it; the rest is the norm.";

    private static final int WARM_UP = 12;
    private static final int ROUNDS = 15;
    private static final int WIDTH = 256;
    private static final int COLUMNS = 10;
    private static final int NARROW = 25;
    private static final long LINEAR_ELEMENTS = 40_000_000;

    private final SparkSession spark;
    private final int rows;
    private final List<Comparison> found = new ArrayList<>();

    JobBench(SparkSession spark, int rows) {
        this.spark = spark;
        this.rows = rows;
        UDF1<Seq<Float>, float[]> layerNorm = x -> boxedLayerNorm(CollectionConverters.asJava(x));
        spark.udf().register("boxed_layer_norm", layerNorm, DataTypes.createArrayType(DataTypes.FloatType, false));
    }

    List<Comparison> run() {
        Dataset<Row> floats = cached(random(rows, WIDTH, "float"));
        Dataset<Row> vectors = cached(random(rows, WIDTH, "double")
                .select(functions.array_to_vector(col("x")).as("x")));
        columns(floats, vectors);
        fits(floats, vectors);
        floats.unpersist(true);
        vectors.unpersist(true);
        manyColumns();
        linear();
        return found;
    }

    private void columns(Dataset<Row> floats, Dataset<Row> vectors) {
        LayerNorm layerNorm = new LayerNorm().setInputCol("x").setOutputCol("y");
        Transformer batchNorm =
                new SyncBatchNorm().setInputCol("x").setOutputCol("y").fit(vectors);
        Transformer scaler = new StandardScaler()
                .setInputCol("x")
                .setOutputCol("y")
                .setWithMean(true)
                .fit(vectors);
        Transformer normalizer = new Normalizer().setInputCol("x").setOutputCol("y");
        Map<String, Double> ms = new Rounds()
                .add("scan", () -> run(floats))
                .add(
                        "array<float> LayerNorm",
                        () -> run(layerNorm.transform(floats).select("y")))
                .add("array<float> unchanged", () -> run(unchanged(floats)))
                .add("array<float> coalesce(x, x)", () -> run(floats.select(expr("coalesce(x, x)"))))
                .add("udf", () -> run(floats.select(call_udf("boxed_layer_norm", col("x")))))
                .add("vector scan", () -> run(vectors))
                .add("vector LayerNorm", () -> run(layerNorm.transform(vectors).select("y")))
                .add(
                        "vector SyncBatchNormModel",
                        () -> run(batchNorm.transform(vectors).select("y")))
                .add("StandardScalerModel", () -> run(scaler.transform(vectors).select("y")))
                .add("Normalizer", () -> run(normalizer.transform(vectors).select("y")))
                .run(WARM_UP, ROUNDS);
        compare(ms, "array<float> LayerNorm", "scan");
        compare(ms, "array<float> LayerNorm", "array<float> coalesce(x, x)");
        compare(ms, "array<float> unchanged", "scan");
        compare(ms, "array<float> coalesce(x, x)", "scan");
        compare(ms, "array<float> LayerNorm", "udf");
        compare(ms, "vector LayerNorm", "StandardScalerModel");
        compare(ms, "vector LayerNorm", "Normalizer");
        compare(ms, "vector SyncBatchNormModel", "StandardScalerModel");
        compare(ms, "vector SyncBatchNormModel", "vector scan");
    }

    private void fits(Dataset<Row> floats, Dataset<Row> vectors) {
        SyncBatchNorm norm = new SyncBatchNorm().setInputCol("x").setOutputCol("y");
        StandardScaler scaler =
                new StandardScaler().setInputCol("x").setOutputCol("y").setWithMean(true);
        Map<String, Double> ms = new Rounds()
                .add("SyncBatchNorm.fit of vectors", () -> norm.fit(vectors))
                .add("SyncBatchNorm.fit of array<float>", () -> norm.fit(floats))
                .add("StandardScaler.fit", () -> scaler.fit(vectors))
                .add(
                        "Summarizer",
                        () -> vectors.select(
                                        Summarizer.metrics("mean", "variance").summary(col("x")))
                                .collectAsList())
                .add("vector scan", () -> run(vectors))
                .add("scan", () -> run(floats))
                .run(WARM_UP, ROUNDS);
        for (String peer : List.of("StandardScaler.fit", "Summarizer", "vector scan")) {
            compare(ms, "SyncBatchNorm.fit of vectors", peer);
        }
        for (String peer : List.of("StandardScaler.fit", "Summarizer", "scan")) {
            compare(ms, "SyncBatchNorm.fit of array<float>", peer);
        }
    }

    private void manyColumns() {
        Dataset<Row> wide = cached(random(rows, COLUMNS * NARROW, "float"));
        List<String> narrow = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            narrow.add("slice(x, " + (1 + i * NARROW) + ", " + NARROW + ") AS x" + i);
        }
        Dataset<Row> apart = cached(wide.selectExpr(narrow.toArray(new String[0])));
        SyncBatchNorm one = new SyncBatchNorm().setInputCol("x").setOutputCol("y");
        SyncBatchNorm ten = new SyncBatchNorm()
                .setInputCols(apart.columns())
                .setOutputCols(List.of(apart.columns()).stream()
                        .map(name -> "y" + name)
                        .toArray(String[]::new));
        Map<String, Double> ms = new Rounds()
                .add("SyncBatchNorm.fit of 10 columns", () -> ten.fit(apart))
                .add("one column of the same width", () -> one.fit(wide))
                .add("scan of 10 columns", () -> run(apart))
                .run(WARM_UP, ROUNDS);
        compare(ms, "SyncBatchNorm.fit of 10 columns", "one column of the same width");
        compare(ms, "scan of 10 columns", "one column of the same width");
        wide.unpersist(true);
        apart.unpersist(true);
    }

    /** The same number of elements in other shapes, and half of them: cost is linear if nothing but elements counts. */
    private void linear() {
        SyncBatchNorm norm = new SyncBatchNorm().setInputCol("x").setOutputCol("y");
        Rounds rounds = new Rounds();
        List<Dataset<Row>> all = new ArrayList<>();
        for (int width : new int[] {WIDTH, 1_000, 10_000, 100_000}) {
            Dataset<Row> data = cached(random((int) (LINEAR_ELEMENTS / width), width, "float"));
            all.add(data);
            rounds.add("SyncBatchNorm.fit, width " + width, () -> norm.fit(data));
        }
        Dataset<Row> half = cached(random((int) (LINEAR_ELEMENTS / WIDTH / 2), WIDTH, "float"));
        all.add(half);
        String whole = "SyncBatchNorm.fit, width " + WIDTH;
        Map<String, Double> ms = rounds.add("SyncBatchNorm.fit, half of the rows", () -> norm.fit(half))
                .run(WARM_UP, ROUNDS);
        ms.keySet().stream().filter(name -> !name.equals(whole)).forEach(name -> compare(ms, name, whole));
        all.forEach(data -> data.unpersist(true));
    }

    private void compare(Map<String, Double> ms, String ours, String peer) {
        found.add(new Comparison(ours, peer, ms.get(ours), ms.get(peer), "ms"));
    }

    /** Uniform values, cheap to make: rotations of one random row. */
    private Dataset<Row> random(int count, int width, String type) {
        return spark.range(0, count, 1, 2)
                .select(expr("transform(sequence(1, " + width + "), i -> CAST(hash(i + id) / 1e9 AS " + type + "))")
                        .as("x"));
    }

    private static Dataset<Row> cached(Dataset<Row> rows) {
        Dataset<Row> cached = rows.persist(StorageLevel.MEMORY_ONLY());
        cached.count();
        return cached;
    }

    private static void run(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    /** Returns what a norm costs where there is nothing to compute: the value is taken from Spark, and given back. */
    private static Dataset<Row> unchanged(Dataset<Row> floats) {
        StructField x = floats.schema().apply("x");
        StructField y = new StructField("y", x.dataType(), x.nullable(), x.metadata());
        ColumnFunction unchanged = new ColumnFunction(x, y, new Unchanged());
        return ColumnFunction.apply("unchanged", floats, InvalidRows.KEEP, List.of(unchanged))
                .select("y");
    }

    private static final class Unchanged implements RowFunction {

        private static final long serialVersionUID = 1L;

        @Override
        public Rows shape(int length) {
            return new Rows(1, length, 1);
        }

        @Override
        public boolean apply(double[] x, Rows row, double[] y) {
            System.arraycopy(x, row.from(), y, row.from(), row.size());
            return true;
        }

        @Override
        public boolean apply(float[] x, Rows row, float[] y) {
            System.arraycopy(x, row.from(), y, row.from(), row.size());
            return true;
        }

        @Override
        public void applyToPresent(double[] x, Rows row, double[] y) {
            apply(x, row, y);
        }
    }

    private static float[] boxedLayerNorm(List<Float> x) {
        double sum = 0;
        for (float v : x) {
            sum += v;
        }
        double mean = sum / x.size();
        double squares = 0;
        for (float v : x) {
            squares += (v - mean) * (v - mean);
        }
        double rstd = 1 / Math.sqrt(squares / x.size() + 1e-5);
        float[] y = new float[x.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) ((x.get(i) - mean) * rstd);
        }
        return y;
    }
}
