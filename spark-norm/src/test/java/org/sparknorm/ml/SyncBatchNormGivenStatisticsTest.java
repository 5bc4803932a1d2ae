package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;

class SyncBatchNormGivenStatisticsTest {

    private static final double[][] ROWS = {{1, 2}, {3, 6}, {5, 1}};

    @TempDir
    Path folder;

    @Test
    void givenStatisticsServeAColumnOfAnyNameAndThoseOfFitGiveTheSame() {
        SyncBatchNormModel fitted =
                new SyncBatchNorm().setInputCol("any").setOutputCol("y").fit(frame());
        SyncBatchNormModel given = given(fitted);
        assertThat(Frames.rows(given.transform(frame()), "y"))
                .isDeepEqualTo(Frames.rows(fitted.transform(frame()), "y"));
        assertThat(given.count()).isZero();
    }

    @Test
    void givenStatisticsMoveWithABatchAndAreSavedAndRenamed() throws IOException {
        SyncBatchNormModel fitted =
                new SyncBatchNorm().setInputCol("any").setOutputCol("y").fit(frame());
        SyncBatchNormModel moved = given(fitted).setMomentum(0.5).update(frame());
        assertThat(moved.runningMean()).containsExactly(fitted.runningMean(), within(1e-15));
        assertThat(moved.runningVariance()).containsExactly(fitted.runningVariance(), within(1e-15));
        assertThat(moved.count()).isEqualTo(3);
        String path = folder.resolve("model").toUri().toString();
        moved.write().save(path);
        assertThat(SyncBatchNormModel.load(path).runningMean()).isEqualTo(moved.runningMean());
        assertThat(SyncBatchNormModel.load(path).transform(frame()).count()).isEqualTo(3);
        assertThat(moved.renameInputCols("other").runningMean("other")).isEqualTo(moved.runningMean());
    }

    @Test
    void givenStatisticsAreOfOneColumn() {
        SyncBatchNormModel model = SyncBatchNormModel.ofStatistics(new double[2], new double[] {1, 1})
                .setInputCols("any", "other")
                .setOutputCols("y", "z");
        Dataset<Row> two = frame().selectExpr("any", "any AS other");
        refuses(() -> model.transform(two), "2 columns", "one");
    }

    @Test
    void rowsOfOtherChannelsAreRefused() {
        SyncBatchNormModel model = SyncBatchNormModel.ofStatistics(new double[3], new double[] {1, 1, 1})
                .setInputCol("any")
                .setChannels(2);
        refuses(() -> model.transform(frame()), "the column has rows of 2 channels, expected 3");
    }

    @Test
    void impossibleStatisticsAreRefused() {
        refuses(() -> SyncBatchNormModel.ofStatistics(new double[2], new double[3]), "2 means and 3 variances");
        refuses(() -> SyncBatchNormModel.ofStatistics(new double[0], new double[0]), "0 means");
        for (double variance : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refuses(
                    () -> SyncBatchNormModel.ofStatistics(new double[2], new double[] {1, variance}),
                    "channel 1 has mean 0.0 and variance " + variance);
        }
        refuses(() -> SyncBatchNormModel.ofStatistics(new double[] {Double.NaN}, new double[1]), "channel 0");
    }

    private static SyncBatchNormModel given(SyncBatchNormModel fitted) {
        return SyncBatchNormModel.ofStatistics(fitted.runningMean(), fitted.runningVariance())
                .setInputCol("any")
                .setOutputCol("y");
    }

    private static Dataset<Row> frame() {
        return Frames.of(RowKind.DOUBLES, "any", ROWS);
    }
}
