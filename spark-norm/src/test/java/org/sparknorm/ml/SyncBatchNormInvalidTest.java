package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.util.ArrayList;
import java.util.List;
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

/** What fit makes of rows and weights that are null, NaN, infinite or negative. */
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
    void skipLeavesBadRowsOutOfTheStatistics(RowKind kind) {
        SyncBatchNormModel clean = norm().fit(Frames.split(kind, "x", ROWS, null, 2, 2, 4));
        SyncBatchNormModel model = norm().setHandleInvalid("skip").fit(withBadRows(kind));
        assertThat(model.count()).isEqualTo(8);
        assertThat(model.runningMean()).containsExactly(clean.runningMean(), within());
        assertThat(model.runningVariance()).containsExactly(clean.runningVariance(), within());
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
}
