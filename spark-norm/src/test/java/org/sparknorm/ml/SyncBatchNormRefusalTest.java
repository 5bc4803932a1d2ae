package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparknorm.Frames;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.core.RandomData;

/** What fit refuses: sizes and params that do not fit, and too few rows. */
class SyncBatchNormRefusalTest {

    private static final double[][] ROWS = new RandomData(3).rows(8, 3, 1, 2);
    private static final double NAN = Double.NaN;

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm("norm").setInputCol("x").setOutputCol("y");
    }

    @Test
    void rowsOfTwoSizesAreRefusedWithinAndAcrossPartitions() {
        double[][] rows = {{1, 2}, {3, 4}, {5, 6, 7}, {8, 9}};
        for (int[] sizes : new int[][] {{4}, {2, 2}, {1, 1, 1, 1}}) {
            for (RowKind kind : RowKind.values()) {
                refuses(
                        () -> norm().fit(Frames.split(kind, "x", rows, null, sizes)),
                        "norm: column 'x' has rows of 2 and of 3 elements, expected one size");
            }
        }
    }

    @Test
    void channelsMustDivideTheRows() {
        Dataset<Row> data = Frames.of(RowKind.DENSE, "x", ROWS);
        String message = "norm: column 'x' has rows of 3 elements, which do not divide into 2 channels";
        refuses(() -> norm().setChannels(2).fit(data), message);
        assertThat(JobLog.of(() -> refuses(() -> norm().setChannels(2).fit(sized(data)), message)))
                .isEmpty();
        refuses(() -> norm().setChannels(-1), "norm: channels must be 0 or more, found -1");
    }

    @Test
    void gammaAndBetaMustHaveAValueForEachChannel() {
        Dataset<Row> data = Frames.of(RowKind.DENSE, "x", ROWS);
        String message = "norm: column 'x': gamma has 2 values, expected one for each of 3 channels";
        refuses(() -> norm().setGamma(1, 2).fit(data), message);
        assertThat(JobLog.of(() -> {
                    refuses(() -> norm().setGamma(1, 2).fit(sized(data)), message);
                    refuses(() -> norm().setGamma(1, 2).setChannels(3).fit(data), message);
                    refuses(
                            () -> norm().setGamma(1, 2).setBeta(1, 2, 3).fit(data),
                            "norm: column 'x': beta has 3 values, expected one for each of 2 channels");
                }))
                .isEmpty();
        refuses(() -> norm().setGamma(1, NAN), "norm: gamma must be finite numbers, found [1.0, NaN]");
    }

    private static Dataset<Row> sized(Dataset<Row> data) {
        return data.withColumn("x", functions.col("x").as("x", new AttributeGroup("x", 3).toMetadata()));
    }

    @Test
    void anEmptyDatasetHasNoStatistics() {
        String message = "norm: column 'x' has no row that counts, expected at least 2 values per channel";
        Dataset<Row> data = Frames.split(RowKind.DENSE, "x", ROWS, new double[ROWS.length], 3, 5);
        refuses(() -> norm().fit(data.limit(0)), message);
        refuses(() -> norm().fit(data.filter("id < 0")), message);
        refuses(() -> norm().fit(data.sparkSession().createDataFrame(List.<Row>of(), data.schema())), message);
        refuses(() -> norm().setWeightCol("weight").fit(data), message);
        refuses(
                () -> norm().fit(Frames.of(RowKind.DENSE, "x", new double[0])),
                "norm: column 'x' has rows of 0 elements");
    }

    @Test
    void aSingleRowHasNoVarianceUnlessItHasPositions() {
        Dataset<Row> single = Frames.of(RowKind.DENSE, "x", new double[] {1, 2, 3, 4});
        refuses(
                () -> norm().fit(single),
                "norm: column 'x': batch statistics need at least 2 values per channel",
                "found 1 row");
        SyncBatchNormModel model = norm().setChannels(2).fit(single);
        assertThat(model.runningMean()).containsExactly(1.5, 3.5);
        assertThat(model.runningVariance()).containsExactly(0.5, 0.5);
        assertThat(model.count()).isEqualTo(1);
    }

    @Test
    void paramsThatContradictEachOtherAreRefused() {
        StructType schema = new StructType().add("a", RowKind.DENSE.type()).add("b", RowKind.FLOATS.type());
        SyncBatchNorm both = new SyncBatchNorm("norm").setInputCols("a", "b").setOutputCols("an", "bn");
        both.transformSchema(schema);
        refuses(
                () -> both.copy(ParamMap.empty()).setInputCol("a").transformSchema(schema),
                "norm: both of inputCol and inputCols set");
        refuses(
                () -> both.copy(ParamMap.empty()).setOutputCol("o").transformSchema(schema),
                "norm: found inputCols with outputCol");
        refuses(
                () -> norm().setInputCol("a").setOutputCols("o").transformSchema(schema),
                "norm: found inputCol with outputCols");
        refuses(
                () -> both.copy(ParamMap.empty()).setOutputCols("an").transformSchema(schema),
                "norm: inputCols names 2 columns and outputCols 1");
        refuses(
                () -> both.copy(ParamMap.empty()).setOutputCols("an", "an").transformSchema(schema),
                "norm: outputCols [an, an] names a column twice");
        refuses(
                () -> both.copy(ParamMap.empty()).setGamma(1).transformSchema(schema),
                "norm: gamma and beta go with inputCol, found inputCols of 2 columns");
        refuses(
                () -> both.copy(ParamMap.empty()).setBeta(1).transformSchema(schema),
                "norm: gamma and beta go with inputCol");
    }

    @Test
    void paramsOutOfRangeAreRefusedWhenSet() {
        refuses(() -> norm().setMomentum(1.5), "norm: momentum must be in [0, 1], found 1.5");
        refuses(() -> norm().setMomentum(NAN), "norm: momentum must be in [0, 1], found NaN");
        refuses(() -> norm().setAggregationDepth(0), "norm: aggregationDepth must be 1 or more, found 0");
    }
}
