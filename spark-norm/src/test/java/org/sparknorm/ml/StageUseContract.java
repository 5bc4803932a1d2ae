package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.ml.StageFixture.ROWS;
import static org.sparknorm.ml.StageFixture.data;
import static org.sparknorm.ml.StageFixture.epsilon;
import static org.sparknorm.ml.StageFixture.out;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Near;
import org.sparknorm.core.RandomData;

/**
 * How every stage works with the rest of Spark: lazily, in tuning, on streams, on all sources of rows.
 *
 * @param <S> the stage
 */
interface StageUseContract<S extends PipelineStage> extends StageFixture<S> {

    @Test
    default void transformRunsNoJobAndNoShuffle() {
        Dataset<Row> data = data(RowKind.DENSE);
        Transformer ready = ready(configured(), data);
        List<Dataset<Row>> transformed = new ArrayList<>();
        assertThat(JobLog.of(() -> transformed.add(ready.transform(data)))).isEmpty();
        assertThat(JobLog.of(() -> transformed.get(0).collectAsList())).hasSize(1);
        assertThat(transformed.get(0).queryExecution().executedPlan().toString())
                .doesNotContain("Exchange");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a`b", "with space", "`", "ünï", "a.b.c`d e"})
    default void columnsMayHaveAnyName(String name) {
        Dataset<Row> data = Frames.of(RowKind.DOUBLES, name, ROWS);
        S stage = reading(name);
        stage.set("outputCol", "out of " + name);
        Dataset<Row> transformed = ready(stage, data).transform(data);
        assertThat(transformed.schema().fieldNames()).containsExactly("id", name, "out of " + name);
        assertThat(Frames.rows(transformed, "out of " + name))
                .isEqualTo(out(ready(configured(), data(RowKind.DOUBLES)), data(RowKind.DOUBLES)));
    }

    @ParameterizedTest
    @EnumSource
    default void parquetTheCacheAndLocalRowsGiveTheSame(RowKind kind, @TempDir Path folder) {
        Dataset<Row> data = data(kind);
        String path = folder.resolve("rows").toString();
        data.write().parquet(path);
        Dataset<Row> cached = data.cache();
        List<Dataset<Row>> sources = List.of(
                SparkSessions.shared().read().parquet(path),
                SparkSessions.shared().createDataFrame(data.collectAsList(), data.schema()),
                cached);
        double[] expected = RandomData.flat(out(ready(configured(), data(kind)), data(kind)));
        for (Dataset<Row> source : sources) {
            double[][] found = out(ready(configured(), source), source);
            Near.assertNear("y", RandomData.flat(found), expected, kind == RowKind.FLOATS ? 1e-6 : 1e-14);
        }
        cached.unpersist();
    }

    @Test
    default void arraysThatAnExpressionMakesAreRead() {
        Dataset<Row> made =
                data(RowKind.DOUBLES).withColumn("in", functions.transform(functions.col("in"), v -> v.multiply(1.0)));
        double[][] expected = out(ready(configured(), data(RowKind.DOUBLES)), data(RowKind.DOUBLES));
        assertThat(out(ready(configured(), made), made)).isEqualTo(expected);
    }

    @Test
    default void crossValidationTunesIt() {
        Dataset<Row> data = data(RowKind.DENSE);
        S stage = configured();
        CrossValidatorModel tuned = new CrossValidator()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {stage}))
                .setEstimatorParamMaps(new ParamMap[] {
                    new ParamMap().put(epsilon(stage), 100.0), new ParamMap().put(epsilon(stage), 1e-5)
                })
                .setEvaluator(new Spread("out"))
                .setNumFolds(2)
                .fit(data);
        assertThat(tuned.avgMetrics()[1]).isGreaterThan(tuned.avgMetrics()[0]);
        Transformer best = ((PipelineModel) tuned.bestModel()).stages()[0];
        assertThat(best.getOrDefault(epsilon(best))).isEqualTo(1e-5);
        S expected = configured();
        expected.set(epsilon(expected), 1e-5);
        assertThat(out(tuned, data)).isEqualTo(out(ready(expected, data), data));
    }

    @Test
    default void aStreamIsTransformedAsABatchIs(@TempDir Path folder) throws Exception {
        Dataset<Row> data = data(RowKind.DENSE);
        Transformer ready = ready(configured(), data);
        data.write().parquet(folder.resolve("rows").toString());
        Dataset<Row> stream = SparkSessions.shared()
                .readStream()
                .schema(data.schema())
                .parquet(folder.resolve("rows").toString());
        List<double[]> found = new ArrayList<>();
        VoidFunction2<Dataset<Row>, Long> collect =
                (batch, id) -> found.addAll(Arrays.asList(Frames.rows(batch, "out")));
        ready.transform(stream)
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .foreachBatch(collect)
                .start()
                .awaitTermination();
        assertThat(found.toArray(double[][]::new)).isEqualTo(out(ready, data));
    }
}
