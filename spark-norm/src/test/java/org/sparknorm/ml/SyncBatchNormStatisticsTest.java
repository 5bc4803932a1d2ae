package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.Exact;
import org.sparknorm.core.Near;
import org.sparknorm.core.Norms;
import org.sparknorm.core.RandomData;

/** The statistics of fit, however the rows are split: those of one two-pass computation in BigDecimal. */
class SyncBatchNormStatisticsTest {

    private static final double[] MEANS = {0, 1, -1e4, 1e8};

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm().setInputCol("x").setOutputCol("y");
    }

    private static void assertExact(SyncBatchNormModel model, Exact exact) {
        exact.assertMean(model.runningMean());
        double[] expected = exact.unbiasedVariance();
        double[] found = model.runningVariance();
        for (int c = 0; c < expected.length; c++) {
            assertThat(Math.abs(found[c] - expected[c]))
                    .as("variance of channel %d: found %s, exact %s", c, found[c], expected[c])
                    .isLessThanOrEqualTo(Exact.VARIANCE_TOLERANCE * expected[c]);
        }
    }

    private static double[][] shifted(RandomData random, int rows, int channels) {
        double[][] values = random.rows(rows, channels, 0, 1);
        for (double[] row : values) {
            for (int c = 0; c < channels; c++) {
                row[c] += MEANS[c % MEANS.length];
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
    void anySplitAtAnyDepthGivesTheExactStatistics(int partitions) {
        RandomData random = new RandomData(partitions);
        double[][] rows = shifted(random, 40, 4);
        double[] weights = random.weights(rows.length);
        int[] uneven = random.split(rows.length, partitions);
        RowKind kind = List.of(RowKind.DENSE, RowKind.SPARSE, RowKind.DOUBLES).get(partitions % 3);
        // Floats are left out: a mean of 1e8 does not fit them.
        Dataset<Row> data = Frames.split(kind, "x", rows, weights, uneven);
        for (int depth = 1; depth <= 3; depth++) {
            SyncBatchNormModel model = norm().setAggregationDepth(depth).fit(data);
            assertExact(model, Exact.of(rows, 4));
            assertThat(model.count()).isEqualTo(40);
        }
        SyncBatchNormModel weighted = norm().setAggregationDepth(1 + partitions % 3)
                .setWeightCol("weight")
                .fit(data);
        assertExact(weighted, Exact.of(rows, weights, 4));
        assertThat(weighted.count())
                .isEqualTo(Arrays.stream(weights).filter(w -> w > 0).count());
    }

    @Test
    void seventeenPartitionsOfTwoRowsAtMean1e8StayExact() {
        double[][] rows = new RandomData(5).rows(34, 50, 1e8, 1);
        int[] two = new int[17];
        Arrays.fill(two, 2);
        assertExact(norm().fit(Frames.split(RowKind.DENSE, "x", rows, null, two)), Exact.of(rows, 50));
    }

    @Test
    void emptyAndSingleRowPartitionsCountNothingAndBreakNothing() {
        double[][] rows = new RandomData(6).rows(4, 3, 1e8, 1);
        Dataset<Row> data = Frames.split(RowKind.DOUBLES, "x", rows, null, 0, 1, 0, 0, 1, 1, 0, 1, 0);
        assertExact(norm().fit(data), Exact.of(rows, 3));
    }

    @ParameterizedTest
    @EnumSource
    void channelsOfSeveralPositionsAreOneSet(RowKind kind) {
        double[][] rows = new RandomData(8).sparse(new RandomData(9).rows(12, 12, 2, 3), 0.7);
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) row[i];
            }
        }
        SyncBatchNormModel model = norm().setChannels(3).fit(Frames.split(kind, "x", rows, null, 5, 0, 7));
        assertExact(model, Exact.of(rows, 3));
        assertThat(model.count()).isEqualTo(12);
    }

    @Test
    void weightsMeanWhatTheyMeanInSparksSummarizer() {
        RandomData random = new RandomData(10);
        double[][] rows = random.rows(30, 5, 10, 4);
        Dataset<Row> data = Frames.split(RowKind.DENSE, "x", rows, random.weights(30), 11, 0, 19);
        Row summary = data.select(Summarizer.metrics("mean", "variance")
                        .summary(functions.col("x"), functions.col("weight"))
                        .as("s"))
                .select("s.mean", "s.variance")
                .head();
        SyncBatchNormModel model = norm().setWeightCol("weight").fit(data);
        Near.assertNear("mean", model.runningMean(), ((Vector) summary.get(0)).toArray(), 1e-13);
        Near.assertNear("variance", model.runningVariance(), ((Vector) summary.get(1)).toArray(), 1e-12);
    }

    @Test
    void weightsOfWholeNumbersAreRepetitionsForTheMean() {
        double[][] rows = {{1, 2}, {5, -2}, {3, 9}};
        double[][] repeated = {{1, 2}, {1, 2}, {5, -2}, {3, 9}, {3, 9}, {3, 9}};
        Dataset<Row> data = Frames.split(RowKind.DENSE, "x", rows, new double[] {2, 1, 3}, 1, 2);
        double[] mean = norm().setWeightCol("weight").fit(data).runningMean();
        Near.assertNear(
                "mean",
                mean,
                norm().fit(Frames.of(RowKind.DENSE, "x", repeated)).runningMean(),
                1e-15);
    }

    @Test
    void syncBatchNormOverAnySplitEqualsBatchNormOverTheUnion() {
        int rows = 24;
        double[][] x = new RandomData(12).rows(rows, 6, 5, 2);
        double[] gamma = {1, -2, 0.5};
        double[] beta = {0, 1, 2};
        // Evaluation takes the unbiased variance, training the biased one: with epsilon scaled alike, and gamma, they
        // agree.
        double unbias = rows * 2.0 / (rows * 2 - 1);
        double[] scaled = Arrays.stream(gamma).map(g -> g * Math.sqrt(unbias)).toArray();
        double[] expected = Norms.batchNorm(RandomData.flat(x), rows, 3, gamma, beta, 1e-5);
        for (int partitions : new int[] {1, 4, 7}) {
            Dataset<Row> data =
                    Frames.split(RowKind.DOUBLES, "x", x, null, new RandomData(partitions).split(rows, partitions));
            SyncBatchNormModel model = norm().setChannels(3)
                    .setGamma(scaled)
                    .setBeta(beta)
                    .setEpsilon(1e-5 * unbias)
                    .fit(data);
            double[][] found = Frames.rows(model.transform(data), "y");
            Near.assertNear("y", RandomData.flat(found), expected, 1e-12);
        }
    }

    @Test
    void aChannelOfZeroVarianceGivesBeta() {
        double[][] rows = Collections.nCopies(3, new double[] {7, 0}).toArray(double[][]::new);
        rows[1] = new double[] {7, 3};
        Dataset<Row> data = Frames.of(RowKind.DENSE, "x", rows);
        SyncBatchNormModel model = norm().setBeta(0.5, 0).fit(data);
        assertThat(model.runningVariance()[0]).isZero();
        assertThat(Arrays.asList(Frames.rows(model.transform(data), "y"))).allMatch(row -> row[0] == 0.5);
    }
}
