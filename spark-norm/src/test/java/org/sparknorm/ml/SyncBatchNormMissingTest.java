package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.Exact;
import org.sparknorm.sql.NormFunctions;

/** With handleInvalid "keep", an element that is missing is missing in its channel alone. */
class SyncBatchNormMissingTest {

    private static final double NAN = Double.NaN;
    private static final double[][] GAPS = {{NAN, 1, 2}, {3, NAN, 4}, {5, 6, NAN}, {7, 8, 9}};

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm("norm").setInputCol("x").setOutputCol("y").setHandleInvalid("keep");
    }

    @ParameterizedTest
    @EnumSource
    void eachChannelHasTheStatisticsOfTheValuesThatItHas(RowKind kind) {
        SyncBatchNormModel model = norm().fit(Frames.split(kind, "x", GAPS, null, 1, 3));
        assertThat(model.runningMean()).containsExactly(new double[] {5, 5, 5}, within(1e-14));
        assertThat(model.runningVariance()).containsExactly(new double[] {4, 13, 13}, within(1e-13));
        assertThat(model.count()).isEqualTo(4);
        assertThat(IntStream.range(0, 3).mapToLong(c -> model.count("x", c))).containsOnly(3L);
        double[][] y = Frames.rows(model.transform(Frames.of(kind, "x", GAPS)), "y");
        assertThat(y[0][0]).isNaN();
        assertThat(y[0][1]).isCloseTo(-4 / Math.sqrt(13), within(1e-5));
    }

    @Test
    void aPercentOfGapsTakesNoRowAlong() {
        Random random = new Random(2);
        double[][] rows = new double[1000][1000];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> random.nextDouble() < 0.01 ? NAN : random.nextGaussian());
        }
        SyncBatchNormModel model = norm().fit(Frames.split(RowKind.DOUBLES, "x", rows, null, 500, 500));
        for (int c = 0; c < 1000; c += 111) {
            int channel = c;
            double[][] present = Arrays.stream(rows)
                    .filter(row -> Double.isFinite(row[channel]))
                    .map(row -> new double[] {row[channel]})
                    .toArray(double[][]::new);
            assertThat(model.count("x", c)).isEqualTo(present.length);
            Exact.of(present, 1).assertUnbiasedVariance(new double[] {model.runningVariance()[c]});
        }
    }

    @Test
    void sparseVectorsMayStoreWhatIsMissing() {
        StructType schema = new StructType().add("x", RowKind.SPARSE.type());
        List<Row> rows = List.of(
                RowFactory.create(Vectors.sparse(4, new int[] {1, 3}, new double[] {NAN, 6})),
                RowFactory.create(Vectors.sparse(4, new int[] {1}, new double[] {2})),
                RowFactory.create(Vectors.sparse(4, new int[] {0, 1}, new double[] {3, 4})));
        SyncBatchNormModel model = norm().fit(Frames.split(schema, rows, 2, 1));
        assertThat(model.runningMean()).containsExactly(new double[] {1, 3, 0, 2}, within(1e-15));
        assertThat(model.count("x", 1)).isEqualTo(2);
        assertThat(model.count("x", 2)).isEqualTo(3);
        refuses(
                () -> norm().setHandleInvalid("error").fit(Frames.split(schema, rows, 3)),
                "NaN at element 1 of a row of 4 in column 'x'");
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLES", "FLOATS"})
    void aNullInAnArrayIsMissingAndIsCalledNull(RowKind kind) {
        StructType schema = new StructType().add("x", kind.type());
        Object one = kind == RowKind.FLOATS ? (Object) 1f : (Object) 1d;
        Object three = kind == RowKind.FLOATS ? (Object) 3f : (Object) 3d;
        Dataset<Row> data = Frames.split(
                schema,
                List.of(
                        RowFactory.create(RowKind.seq(Arrays.asList(one, null))),
                        RowFactory.create(RowKind.seq(Arrays.asList(three, one))),
                        RowFactory.create(RowKind.seq(Arrays.asList(null, three)))),
                2,
                1);
        SyncBatchNormModel model = norm().fit(data);
        assertThat(model.runningMean()).containsExactly(2, 2);
        assertThat(model.runningVariance()).containsExactly(2, 2);
        assertThat(model.count("x", 1)).isEqualTo(2);
        refuses(() -> norm().setHandleInvalid("error").fit(data), "2 rows are null", "one has null at element ");
    }

    @Test
    void aChannelWithoutValuesComesOutAsNaNAndFollowsTheFirstBatchThatHasSome() {
        Dataset<Row> data = Frames.of(RowKind.DOUBLES, "x", new double[][] {{1, NAN}, {3, NAN}});
        SyncBatchNormModel model = norm().fit(data);
        assertThat(model.runningMean()).containsExactly(2, NAN);
        assertThat(model.runningVariance()).containsExactly(2, NAN);
        double[][] y = Frames.rows(model.transform(Frames.of(RowKind.DOUBLES, "x", new double[][] {{2, 5}})), "y");
        assertThat(y[0]).containsExactly(0, NAN);
        assertThat(ChannelWarnings.of(model.statistics().get(0), 1e-5))
                .containsExactly("column 'x': NaN comes out of channels with fewer than 2 values: 1");

        SyncBatchNormModel updated = model.update(Frames.of(RowKind.DOUBLES, "x", new double[][] {{NAN, 4}, {NAN, 6}}));
        assertThat(updated.runningMean()).containsExactly(2, 5);
        assertThat(updated.runningVariance()).containsExactly(2, 2);
        assertThat(updated.count("x", 0)).isEqualTo(2);
        assertThat(updated.count("x", 1)).isEqualTo(2);
        assertThat(updated.count()).isEqualTo(4);
    }

    @Test
    void atMostOneValueInEachChannelIsRefused() {
        Dataset<Row> data = Frames.of(RowKind.DOUBLES, "x", new double[][] {{1, NAN}, {NAN, 3}});
        refuses(() -> norm().fit(data), "norm: column 'x': batch statistics need at least 2 values per channel");
    }

    @Test
    void momentsInSqlFollowTheSameRule() {
        Dataset<Row> data = Frames.split(RowKind.DOUBLES, "x", GAPS, null, 1, 3);
        NormFunctions.register(data.sparkSession());
        Row moments = data.selectExpr("moments(x) AS m").selectExpr("m.*").first();
        SyncBatchNormModel model = norm().fit(data);
        assertThat(moments.getLong(0)).isEqualTo(4);
        assertThat(moments.<Double>getList(1))
                .containsExactly(Arrays.stream(model.runningMean()).boxed().toArray(Double[]::new));
        assertThat(moments.<Double>getList(2))
                .containsExactly(Arrays.stream(model.runningVariance()).boxed().toArray(Double[]::new));
    }
}
