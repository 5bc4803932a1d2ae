package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparknorm.Failure.refuses;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.Frames;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.MomentsAccumulator;
import org.sparknorm.core.Near;
import org.sparknorm.core.RandomData;
import org.sparknorm.core.RunningStatistics;

class SyncBatchNormModelTest {

    private static final double[][] ROWS = new RandomData(21).rows(10, 4, 2, 3);
    private static final double[][] BATCH = new RandomData(22).rows(6, 4, -5, 1);

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm("norm").setInputCol("x").setOutputCol("y");
    }

    private static SyncBatchNormModel model() {
        return norm().fit(Frames.split(RowKind.DENSE, "x", ROWS, null, 4, 6));
    }

    private static RunningStatistics moved(RunningStatistics running, double[][] batch, double momentum) {
        MomentsAccumulator accumulator = new MomentsAccumulator(batch[0].length, 1);
        for (double[] row : batch) {
            accumulator.add(row, 0, 1);
        }
        return running.update(accumulator.toMoments(), momentum);
    }

    @Test
    void updateMovesTheStatisticsByMomentum() {
        SyncBatchNormModel model = norm().setMomentum(0.3).fit(Frames.of(RowKind.DENSE, "x", ROWS));
        RunningStatistics expected =
                moved(RunningStatistics.of(model.runningMean(), model.runningVariance()), BATCH, 0.3);

        SyncBatchNormModel updated = model.update(Frames.split(RowKind.DENSE, "x", BATCH, null, 1, 0, 5));

        Near.assertNear("mean", updated.runningMean(), expected.mean(), 1e-14);
        Near.assertNear("variance", updated.runningVariance(), expected.variance(), 1e-13);
        assertThat(updated.count()).isEqualTo(16);
        assertThat(updated.uid()).isEqualTo(model.uid());
        assertThat(updated.getMomentum()).isEqualTo(0.3);
        assertThat(updated.parent()).isSameAs(model.parent());
        assertThat(model.count()).isEqualTo(10);
    }

    @Test
    void updateWithMomentumOneTakesTheBatchAndWithZeroNothing() {
        Dataset<Row> batch = Frames.of(RowKind.DENSE, "x", BATCH);
        assertThat(model().setMomentum(1).update(batch).runningMean())
                .isEqualTo(norm().fit(batch).runningMean());
        SyncBatchNormModel model = model().setMomentum(0);
        assertThat(model.update(batch).runningMean()).isEqualTo(model.runningMean());
    }

    @Test
    void anEmptyBatchChangesNothing() {
        SyncBatchNormModel model = model();
        Dataset<Row> batch = Frames.of(RowKind.DENSE, "x", BATCH);
        for (Dataset<Row> empty : List.of(batch.limit(0), batch.filter("id < 0"))) {
            SyncBatchNormModel same = model.update(empty);
            assertThat(same.runningMean()).isEqualTo(model.runningMean());
            assertThat(same.runningVariance()).isEqualTo(model.runningVariance());
            assertThat(same.count()).isEqualTo(10);
        }
    }

    @Test
    void aBatchThatDoesNotFitIsRefused() {
        SyncBatchNormModel model = model();
        refuses(
                () -> model.update(Frames.of(RowKind.DENSE, "x", new double[] {1, 2}, new double[] {3, 4})),
                "norm: column 'x' has rows of 2 channels, expected 4 as in fit");
        refuses(() -> model.update(Frames.of(RowKind.DENSE, "z", BATCH)), "norm: no column 'x'");
        refuses(
                () -> model.update(Frames.of(RowKind.DENSE, "x", BATCH[0], null, BATCH[1])),
                "norm: 1 row is null, NaN or infinite");
    }

    @Test
    void aStreamUpdatesItBatchByBatch(@TempDir Path folder) throws Exception {
        String input = folder.resolve("in").toString();
        Dataset<Row> batch = Frames.of(RowKind.FLOATS, "x", BATCH);
        batch.write().parquet(input);
        batch.write().mode("append").parquet(input);
        List<SyncBatchNormModel> models = new ArrayList<>(List.of(norm().fit(Frames.of(RowKind.FLOATS, "x", ROWS))));
        VoidFunction2<Dataset<Row>, Long> step =
                (rows, id) -> models.add(models.get(models.size() - 1).update(rows));
        SparkSessions.shared()
                .readStream()
                .schema(batch.schema())
                .option("maxFilesPerTrigger", 1)
                .parquet(input)
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .foreachBatch(step)
                .start()
                .awaitTermination();
        SyncBatchNormModel expected = models.get(0).update(batch).update(batch);
        assertThat(models).hasSize(3);
        assertThat(models.get(2).runningMean()).isEqualTo(expected.runningMean());
        assertThat(models.get(2).count()).isEqualTo(22);
    }

    @Test
    void transformRefusesRowsOfAnotherSize() {
        SyncBatchNormModel model = model();
        Dataset<Row> other = Frames.of(RowKind.DENSE, "x", new double[] {1, 2, 3, 4, 5});
        refuses(
                () -> model.transform(other).collectAsList(),
                "norm: column 'x': found a row of 5 elements, expected 4 as in fit");
        Dataset<Row> sized = other.withColumn("x", functions.col("x").as("x", new AttributeGroup("x", 5).toMetadata()));
        refuses(
                () -> model.transformSchema(sized.schema()),
                "norm: column 'x' has rows of 5 channels, expected 4 as in fit");
    }

    @Test
    void paramsThatNoLongerFitTheStatisticsAreRefusedBeforeAnyJob() {
        Dataset<Row> data = Frames.of(RowKind.DENSE, "x", ROWS);
        SyncBatchNormModel model = model();
        assertThat(JobLog.of(() -> {
                    refuses(
                            () -> model.copy(ParamMap.empty()).setGamma(1, 2).transform(data),
                            "norm: column 'x': gamma has 2 values, expected one for each of 4 channels");
                    refuses(
                            () -> model.copy(ParamMap.empty()).setChannels(2).transform(data),
                            "norm: column 'x' has rows of 2 channels, expected 4 as in fit");
                }))
                .isEmpty();
    }

    @Test
    void statisticsOfSeveralColumnsGoByName() {
        Dataset<Row> data = Frames.of(RowKind.DENSE, "a", ROWS).withColumn("b", functions.col("a"));
        SyncBatchNormModel model = new SyncBatchNorm("norm")
                .setInputCols("a", "b")
                .setOutputCols("an", "bn")
                .fit(data);
        assertThat(model.runningMean("a")).isEqualTo(model.runningMean("b"));
        assertThat(model.transform(data).columns()).containsExactly("id", "a", "b", "an", "bn");
        assertThatThrownBy(model::runningMean)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("norm: the model has 2 columns, expected one; name the column");
        refuses(() -> model.runningVariance("c"), "norm: no column 'c' in the model; there are a, b");
    }

    @Test
    void savingNeedsOverwriteWhereSomethingIs(@TempDir Path folder) throws Exception {
        String path = folder.resolve("model").toString();
        SyncBatchNormModel model = model();
        model.save(path);
        assertThatThrownBy(() -> model.save(path)).hasMessageContaining("already exists");
        SyncBatchNormModel updated = model.update(Frames.of(RowKind.DENSE, "x", BATCH));
        updated.write().overwrite().save(path);
        SyncBatchNormModel loaded = SyncBatchNormModel.load(path);
        assertThat(loaded.runningMean()).isEqualTo(updated.runningMean());
        assertThat(loaded.runningVariance()).isEqualTo(updated.runningVariance());
        assertThat(loaded.count()).isEqualTo(16);
    }

    @Test
    void theArraysItGivesAreCopies() {
        SyncBatchNormModel model = model();
        model.runningMean()[0] = 1e9;
        model.runningVariance()[0] = 1e9;
        assertThat(model.runningMean()[0]).isNotEqualTo(1e9);
        assertThat(model.runningVariance()[0]).isNotEqualTo(1e9);
    }

    @Test
    void itTellsWhatItIsAsSparksModelsDo() {
        assertThat(model()).hasToString("SyncBatchNormModel: uid=norm, numCols=1, numChannels=4, epsilon=1.0E-5");
    }
}
