package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;

/** Columns of very large and very small values. */
class SyncBatchNormScaleTest {

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm("norm").setInputCol("x").setOutputCol("y");
    }

    private static Dataset<Row> scaled(double scale) {
        double[][] rows = {{1, 1 * scale}, {2, 3 * scale}, {3, 5 * scale}};
        return Frames.split(RowKind.DENSE, "x", rows, null, 2, 1);
    }

    @Test
    void aVarianceThatIsNoDoubleIsRefusedWithColumnChannelAndValue() {
        for (double scale : new double[] {1e155, 1e300, -3e307}) {
            refuses(
                    () -> norm().fit(scaled(scale)),
                    "norm: column 'x': channel 1 has values so far apart, around ",
                    "E" + (scale == 1e155 ? 155 : scale == 1e300 ? 300 : 307),
                    "variance is above the largest double");
        }
        SyncBatchNormModel model = norm().fit(scaled(1));
        refuses(() -> model.update(scaled(1e300)), "norm: column 'x': channel 1 has values so far apart");
    }

    @Test
    void largeAndSmallValuesWhoseVarianceIsADoubleAreExact() {
        for (double scale : new double[] {1e150, 1e100, 1e-100, 1e-150}) {
            SyncBatchNormModel model = norm().setEpsilon(1e-320).fit(scaled(scale));
            assertThat(model.runningMean()[1] / scale).isCloseTo(3, within(1e-14));
            assertThat(model.runningVariance()[1] / scale / scale).isCloseTo(4, within(1e-13));
            double[][] y = Frames.rows(model.transform(scaled(scale)), "y");
            assertThat(y[0][1]).isCloseTo(-1, within(1e-13));
        }
        SyncBatchNormModel constant =
                norm().fit(Frames.of(RowKind.DENSE, "x", new double[][] {{1e300}, {1e300}, {1e300}}));
        assertThat(constant.runningMean()).containsExactly(1e300);
        assertThat(constant.runningVariance()).containsExactly(0);
    }

    @Test
    void valuesTooSmallForAVarianceAreNeverTakenForAConstant() {
        SyncBatchNormModel model = norm().fit(scaled(1e-200));
        assertThat(model.runningVariance()[1]).isEqualTo(Double.MIN_VALUE);
        assertThat(ChannelWarnings.of(model.statistics().get(0), 1e-5))
                .singleElement()
                .asString()
                .contains("channels with a variance under 10 epsilon: 1 (variance 4.9E-324)");
    }

    @Test
    void theLogNamesChannelsWhoseVarianceEpsilonSwallows() {
        double[] variance = {1, 9e-5, 0, 1e-4, 1e-9, 1.1e-4};
        ColumnStatistics column = new ColumnStatistics("x", 9, new long[] {9}, new double[6], variance);
        assertThat(ChannelWarnings.of(column, 1e-5))
                .containsExactly("column 'x': epsilon 1.0E-5 makes the values small that come out of channels with a"
                        + " variance under 10 epsilon: 1 (variance 9.0E-5), 4 (variance 1.0E-9); a smaller epsilon does"
                        + " not");
        assertThat(ChannelWarnings.of(column, 1e-11)).isEmpty();

        double[] million = new double[1_000_000];
        Arrays.fill(million, 1e-9);
        String many = ChannelWarnings.of(new ColumnStatistics("x", 9, new long[] {9}, million, million), 1e-5).stream()
                .collect(Collectors.joining());
        assertThat(many).contains("9 (variance 1.0E-9) and 999990 more").hasSizeLessThan(500);
        assertThat(List.of(many)).hasSize(1);
    }
}
