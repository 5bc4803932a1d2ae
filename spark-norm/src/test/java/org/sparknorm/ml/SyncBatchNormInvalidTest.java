package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.core.Exact;
import org.sparknorm.core.RandomData;

/** What fit makes of input that it cannot take: one clear refusal, or what handleInvalid asks for. */
class SyncBatchNormInvalidTest {

    private static final double[][] ROWS = new RandomData(3).rows(8, 3, 1, 2);
    private static final double NAN = Double.NaN;

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm("norm").setInputCol("x").setOutputCol("y");
    }

    /** The rows with three bad ones in between, in three partitions. */
    private static Dataset<Row> withBadRows(RowKind kind) {
        double[][] rows = {
            ROWS[0],
            ROWS[1],
            {1, NAN, 3},
            ROWS[2],
            null,
            ROWS[3],
            ROWS[4],
            ROWS[5],
            {Double.POSITIVE_INFINITY, 1, 1},
            ROWS[6],
            ROWS[7]
        };
        return Frames.split(kind, "x", rows, null, 3, 2, 6);
    }

    @ParameterizedTest
    @EnumSource
    void errorSaysHowManyRowsAndShowsOne(RowKind kind) {
        refuses(
                () -> norm().fit(withBadRows(kind)),
                "norm: 3 rows are null, NaN or infinite, expected finite values; one has ",
                " in column 'x'",
                "set handleInvalid to skip or keep");
    }

    @ParameterizedTest
    @EnumSource
    void skipAndKeepLeaveBadRowsOutOfTheStatistics(RowKind kind) {
        SyncBatchNormModel clean = norm().fit(Frames.split(kind, "x", ROWS, null, 2, 2, 4));
        for (String handling : List.of("skip", "keep")) {
            SyncBatchNormModel model = norm().setHandleInvalid(handling).fit(withBadRows(kind));
            assertThat(model.count()).isEqualTo(8);
            assertThat(model.runningMean()).containsExactly(clean.runningMean(), within());
            assertThat(model.runningVariance()).containsExactly(clean.runningVariance(), within());
        }
    }

    /** Partitions merge in order of arrival. */
    private static Offset<Double> within() {
        return Offset.offset(1e-14);
    }

    @Test
    void skipLeavesARowOutOfAllColumnsAndKeepOutOfItsOwn() {
        StructType schema = new StructType().add("a", RowKind.DENSE.type()).add("b", RowKind.DOUBLES.type());
        List<Row> rows = new ArrayList<>();
        double[][] a = {{1}, {2}, {NAN}, {4}, null, {6}};
        double[][] b = {{10}, null, {30}, {40}, {50}, {60}};
        for (int i = 0; i < a.length; i++) {
            rows.add(RowFactory.create(RowKind.DENSE.value(a[i]), RowKind.DOUBLES.value(b[i])));
        }
        Dataset<Row> data = Frames.split(schema, rows, 2, 4);
        SyncBatchNorm norm = new SyncBatchNorm("norm").setInputCols("a", "b").setOutputCols("an", "bn");

        refuses(() -> norm.fit(data), "norm: 3 rows are null, NaN or infinite");

        SyncBatchNormModel skip = norm.setHandleInvalid("skip").fit(data);
        assertThat(skip.count("a")).isEqualTo(3);
        assertThat(skip.count("b")).isEqualTo(3);
        Exact.of(new double[][] {{1}, {4}, {6}}, 1).assertMean(skip.runningMean("a"));
        Exact.of(new double[][] {{10}, {40}, {60}}, 1).assertMean(skip.runningMean("b"));
        assertThat(skip.transform(data).count()).isEqualTo(3);

        SyncBatchNormModel keep = norm.setHandleInvalid("keep").fit(data);
        assertThat(keep.count("a")).isEqualTo(4);
        assertThat(keep.count("b")).isEqualTo(5);
        Exact.of(new double[][] {{1}, {2}, {4}, {6}}, 1).assertMean(keep.runningMean("a"));
        Exact.of(new double[][] {{10}, {30}, {40}, {50}, {60}}, 1).assertMean(keep.runningMean("b"));
        assertThat(keep.transform(data).count()).isEqualTo(6);
    }

    private static Dataset<Row> weighted(Double weight) {
        StructType schema = new StructType().add("x", RowKind.DENSE.type()).add("w", DataTypes.DoubleType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS.length; i++) {
            rows.add(RowFactory.create(RowKind.DENSE.value(ROWS[i]), i == 5 ? weight : Double.valueOf(1)));
        }
        return Frames.split(schema, rows, 4, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e-300, Double.NEGATIVE_INFINITY})
    void aNegativeWeightIsRefusedWhateverHandleInvalid(double weight) {
        for (String handling : List.of("error", "skip", "keep")) {
            refuses(
                    () -> norm().setWeightCol("w").setHandleInvalid(handling).fit(weighted(weight)),
                    "norm: weight column 'w' has " + weight,
                    "expected no negative weights");
        }
    }

    @Test
    void weightsThatAreNoNumbersAreInvalidRows() {
        for (Double weight : new Double[] {NAN, Double.POSITIVE_INFINITY, null}) {
            Dataset<Row> data = weighted(weight);
            refuses(
                    () -> norm().setWeightCol("w").fit(data),
                    "norm: 1 row is null, NaN or infinite",
                    "the weight " + (weight == null ? NAN : weight),
                    "'w'");
            for (String handling : List.of("skip", "keep")) {
                assertThat(norm().setWeightCol("w")
                                .setHandleInvalid(handling)
                                .fit(data)
                                .count())
                        .isEqualTo(7);
            }
        }
    }

    @Test
    void rowsOfWeightZeroDoNotCount() {
        SyncBatchNormModel model = norm().setWeightCol("w").fit(weighted(0.0));
        double[][] others = {ROWS[0], ROWS[1], ROWS[2], ROWS[3], ROWS[4], ROWS[6], ROWS[7]};
        assertThat(model.count()).isEqualTo(7);
        Exact.of(others, 3).assertMean(model.runningMean());
    }

    @Test
    void theWeightColumnIsCheckedBeforeAnyJob() {
        Dataset<Row> data = Frames.of(RowKind.DENSE, "x", ROWS).withColumn("word", functions.lit("a"));
        assertThat(JobLog.of(() -> {
                    refuses(
                            () -> norm().setWeightCol("absent").transformSchema(data.schema()),
                            "norm: no column 'absent'; there are id, x, word");
                    refuses(
                            () -> norm().setWeightCol("word").transformSchema(data.schema()),
                            "norm: column 'word' is string, expected a number");
                }))
                .isEmpty();
        assertThat(norm().setWeightCol("id").fit(data).count()).isEqualTo(7);
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
