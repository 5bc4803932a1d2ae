package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.RandomData;

/** What batches of few rows make of a model. */
class SyncBatchNormUpdateTest {

    private static final double[][] ROWS = new RandomData(21).rows(11, 2, 2, 3);

    private static SyncBatchNormModel model() {
        return new SyncBatchNorm("norm")
                .setInputCol("x")
                .setOutputCol("y")
                .setMomentum(0.25)
                .fit(batch(0, 5));
    }

    private static Dataset<Row> batch(int from, int to) {
        return Frames.of(RowKind.DENSE, "x", Arrays.copyOfRange(ROWS, from, to));
    }

    @Test
    void oneRowMovesTheMeanByMomentumAndTheVarianceByItsDeviation() {
        SyncBatchNormModel model = model();
        SyncBatchNormModel updated = model.update(batch(5, 6));
        for (int c = 0; c < 2; c++) {
            double before = model.runningMean()[c];
            double after = 0.75 * before + 0.25 * ROWS[5][c];
            assertThat(updated.runningMean()[c]).isCloseTo(after, within(1e-15));
            assertThat(updated.runningVariance()[c])
                    .isCloseTo(
                            0.75 * model.runningVariance()[c] + 0.25 * (ROWS[5][c] - before) * (ROWS[5][c] - after),
                            within(1e-14));
        }
        assertThat(updated.count()).isEqualTo(6);
        SyncBatchNormModel replaced = model.setMomentum(1).update(batch(5, 6));
        assertThat(replaced.runningMean()).isEqualTo(ROWS[5]);
        assertThat(replaced.runningVariance()).isEqualTo(model.runningVariance());
    }

    /** The exponentially weighted variance of a long series of single rows is near that of the rows. */
    @Test
    void singleRowsAloneLeadToTheirMeanAndVariance() {
        double[][] rows = new RandomData(7).rows(150, 1, 50, 2);
        SyncBatchNormModel model = new SyncBatchNorm()
                .setInputCol("x")
                .setMomentum(0.05)
                .fit(Frames.of(RowKind.DENSE, "x", new double[][] {{0}, {1}}));
        for (double[] row : rows) {
            model = model.update(Frames.of(RowKind.DENSE, "x", row));
        }
        assertThat(model.runningMean()[0]).isBetween(48.0, 52.0);
        assertThat(model.runningVariance()[0]).isBetween(1.0, 9.0);
    }

    @Test
    void aStreamGoesOnThroughMicroBatchesOfFiveOneNoAndFiveRows(@TempDir Path folder) throws Exception {
        String input = folder.resolve("in").toString();
        List<Dataset<Row>> batches =
                List.of(batch(0, 5), batch(5, 6), batch(0, 1).limit(0), batch(6, 11));
        SyncBatchNormModel expected = model();
        for (Dataset<Row> batch : batches) {
            batch.coalesce(1).write().mode("append").parquet(input);
            expected = expected.update(batch);
        }
        List<SyncBatchNormModel> models = new ArrayList<>(List.of(model()));
        VoidFunction2<Dataset<Row>, Long> step =
                (rows, id) -> models.add(models.get(models.size() - 1).update(rows));
        SparkSessions.shared()
                .readStream()
                .schema(batch(0, 1).schema())
                .option("maxFilesPerTrigger", 1)
                .parquet(input)
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .foreachBatch(step)
                .start()
                .awaitTermination();
        assertThat(models.stream().map(SyncBatchNormModel::count)).containsExactly(5L, 10L, 11L, 11L, 16L);
        SyncBatchNormModel last = models.get(models.size() - 1);
        assertThat(last.runningMean()).containsExactly(expected.runningMean(), within(1e-13));
        assertThat(last.runningVariance()).containsExactly(expected.runningVariance(), within(1e-13));
    }

    @Test
    void fitWithAnInitialModelIsAnUpdateOfIt(@TempDir Path folder) throws Exception {
        String path = folder.resolve("model").toString();
        SyncBatchNormModel model = model();
        model.save(path);
        SyncBatchNorm warm = new SyncBatchNorm("warm").setInitialModel(path);
        SyncBatchNormModel fitted = warm.fit(batch(5, 11));
        SyncBatchNormModel expected = model.update(batch(5, 11));
        assertThat(fitted.runningMean()).containsExactly(expected.runningMean(), within(1e-14));
        assertThat(fitted.runningVariance()).containsExactly(expected.runningVariance(), within(1e-14));
        assertThat(fitted.count()).isEqualTo(11);
        assertThat(fitted.getOutputCol()).isEqualTo("y");
        assertThat(fitted.getMomentum()).isEqualTo(0.25);
        assertThat(fitted.uid()).isEqualTo("warm");
        assertThat(fitted.parent()).isSameAs(warm);

        SyncBatchNormModel replaced = warm.setMomentum(1).setOutputCol("z").fit(batch(5, 11));
        assertThat(replaced.runningMean())
                .containsExactly(
                        new SyncBatchNorm().setInputCol("x").fit(batch(5, 11)).runningMean(), within(1e-14));
        assertThat(replaced.transform(batch(0, 1)).columns()).containsExactly("id", "x", "z");
        assertThat(warm.transformSchema(batch(0, 1).schema()).fieldNames()).containsExactly("id", "x", "z");
    }
}
