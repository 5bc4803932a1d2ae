package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparknorm.core.Near.assertNear;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.MultivariateOnlineSummarizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of every kind, in one part, against the exact computation. */
class MomentsAccumulatorTest {

    private static final int ROWS = 60;
    private static final int CHANNELS = 4;

    private final RandomData random = new RandomData(11);

    /** How a row is handed to the accumulator. */
    enum Form {
        DOUBLES {
            @Override
            void add(double[] row, double weight, MomentsAccumulator sums) {
                sums.add(row, 0, weight);
            }
        },
        FLOATS {
            @Override
            void add(double[] row, double weight, MomentsAccumulator sums) {
                sums.add(RandomData.toFloats(row), 0, weight);
            }
        },
        SPARSE {
            @Override
            void add(double[] row, double weight, MomentsAccumulator sums) {
                int[] indices =
                        IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
                sums.addSparse(
                        indices, Arrays.stream(indices).mapToDouble(i -> row[i]).toArray(), 0, weight);
            }
        };

        abstract void add(double[] row, double weight, MomentsAccumulator sums);
    }

    @ParameterizedTest(name = "mean {0}, {1} positions, share of non-zeros {2}")
    @CsvSource({"0,1,1", "5,1,1", "5,3,1", "5,1,0.1", "5,3,0.1", "5,7,0.02", "1e6,1,0.5", "1e8,1,1", "1e8,3,0.5"})
    void doublesFloatsSparseAndMixedRowsAgree(double mean, int positions, double share) {
        double[][] rows = floatValued(random.sparse(random.rows(ROWS, CHANNELS * positions, mean, 1), share));
        double[] ones = Check.ones(ROWS);
        double[] weights = random.weights(ROWS);
        Exact exact = Exact.of(rows, CHANNELS);
        Exact weighted = Exact.of(rows, weights, CHANNELS);
        for (Form[] forms : new Form[][] {{Form.DOUBLES}, {Form.FLOATS}, {Form.SPARSE}, Form.values()}) {
            exact.assertEqualTo(moments(rows, ones, positions, forms));
            weighted.assertEqualTo(moments(rows, weights, positions, forms));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void sparseColumnWithoutZerosAtMean1e8IsExact(int positions) {
        double[][] rows = random.rows(ROWS, CHANNELS * positions, 1e8, 1);
        double[] weights = random.weights(ROWS);
        Exact.of(rows, CHANNELS).assertEqualTo(moments(rows, Check.ones(ROWS), positions, Form.SPARSE));
        Exact.of(rows, weights, CHANNELS).assertEqualTo(moments(rows, weights, positions, Form.SPARSE));
        Exact.of(rows, weights, CHANNELS).assertEqualTo(moments(rows, weights, positions, Form.SPARSE, Form.DOUBLES));
    }

    @Test
    void oneNonZeroInAThousandRowsIsExact() {
        double[][] rows = new double[1000][1];
        rows[700][0] = 1e8;
        Exact.of(rows, 1).assertEqualTo(moments(rows, Check.ones(1000), 1, Form.SPARSE));
    }

    @Test
    void storedZerosAreZeros() {
        MomentsAccumulator sums = new MomentsAccumulator(1, 2);
        sums.addSparse(new int[] {0, 1}, new double[] {0, 3}, 0, 1);
        sums.addSparse(new int[] {}, new double[] {}, 0, 1);
        Exact.of(new double[][] {{0, 3}, {0, 0}}, 1).assertEqualTo(sums.toMoments());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void rowsMayLieAnywhereInAnArray(int positions) {
        double[][] rows = random.rows(7, CHANNELS * positions, 2, 1);
        double[] flat = RandomData.flat(rows);
        MomentsAccumulator sums = new MomentsAccumulator(CHANNELS, positions);
        for (int from = 0; from < flat.length; from += CHANNELS * positions) {
            sums.add(flat, from, 1);
        }
        Exact.of(rows, CHANNELS).assertEqualTo(sums.toMoments());
    }

    @Test
    void unbiasedVarianceIsThatOfSparksSummarizer() {
        double[][] rows = random.rows(ROWS, CHANNELS, 3, 2);
        double[] weights = random.weights(ROWS);
        MultivariateOnlineSummarizer summarizer = new MultivariateOnlineSummarizer();
        for (int r = 0; r < ROWS; r++) {
            summarizer.add(Vectors.dense(rows[r]), weights[r]);
        }
        Moments moments = moments(rows, weights, 1, Form.DOUBLES);
        assertNear("variance", moments.unbiasedVariance(), summarizer.variance().toArray(), 1e-12);
        assertNear("mean", moments.mean(), summarizer.mean().toArray(), 1e-12);
        assertThat(moments.rows()).isEqualTo(summarizer.count());
    }

    @Test
    void rowsOfWeightZeroDoNotCountWhateverTheyHold() {
        double[][] rows = random.rows(5, CHANNELS, 1e8, 1);
        double[] nan = DoubleStream.generate(() -> Double.NaN).limit(CHANNELS).toArray();
        for (Form form : Form.values()) {
            MomentsAccumulator sums = new MomentsAccumulator(CHANNELS, 1);
            form.add(nan, 0, sums);
            form.add(new double[CHANNELS], 0, sums);
            for (double[] row : rows) {
                Form.DOUBLES.add(row, 1, sums);
            }
            Exact.of(rows, CHANNELS).assertEqualTo(sums.toMoments());
            assertThat(sums.toMoments().rows()).isEqualTo(5);
        }
    }

    @Test
    void momentsDoNotChangeWhenMoreRowsFollow() {
        MomentsAccumulator sums = new MomentsAccumulator(CHANNELS, 1);
        double[][] rows = random.rows(6, CHANNELS, 3, 1);
        Arrays.stream(rows).limit(3).forEach(row -> sums.add(row, 0, 1));
        Moments early = sums.toMoments();
        Arrays.stream(rows).skip(3).forEach(row -> sums.add(row, 0, 1));
        Exact.of(Arrays.copyOf(rows, 3), CHANNELS).assertEqualTo(early);
        Exact.of(rows, CHANNELS).assertEqualTo(sums.toMoments());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightThatIsNoWeightIsAnError(double weight) {
        for (Form form : Form.values()) {
            assertThatThrownBy(() -> form.add(new double[CHANNELS], weight, new MomentsAccumulator(CHANNELS, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("weights must be finite and not negative")
                    .hasMessageContaining(String.valueOf(weight));
        }
    }

    @Test
    void oneValueAChannelHasNoVariance() {
        for (Form form : Form.values()) {
            for (double weight : new double[] {1, 0.1, 0.105, 0.219, 1e-3, 3, 1e5 / 3}) {
                MomentsAccumulator sums = new MomentsAccumulator(2, 1);
                form.add(new double[] {5, 6}, weight, sums);
                assertThat(sums.toMoments().unbiasedVariance())
                        .as("unbiased variance of one row of weight " + weight)
                        .containsExactly(Double.NaN, Double.NaN);
                assertThatThrownBy(() -> sums.toMoments().requireVariance())
                        .as("one row of weight " + weight)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("1 row");
            }
        }
    }

    @Test
    void twoPositionsOrTwoRowsHaveAVariance() {
        MomentsAccumulator positions = new MomentsAccumulator(1, 2);
        positions.add(new double[] {1, 3}, 0, 0.3);
        assertNear("variance", positions.toMoments().requireVariance().unbiasedVariance(), new double[] {2}, 1e-12);
        MomentsAccumulator one = new MomentsAccumulator(1, 1);
        one.add(new double[] {1}, 0, 1);
        MomentsAccumulator other = new MomentsAccumulator(1, 1);
        other.add(new double[] {3}, 0, 1);
        Moments both = one.toMoments().merge(other.toMoments());
        assertNear("variance", both.requireVariance().unbiasedVariance(), new double[] {2}, 1e-12);
    }

    private Moments moments(double[][] rows, double[] weights, int positions, Form... forms) {
        MomentsAccumulator sums = new MomentsAccumulator(rows[0].length / positions, positions);
        for (int r = 0; r < rows.length; r++) {
            forms[r % forms.length].add(rows[r], weights[r], sums);
        }
        return sums.toMoments();
    }

    private static double[][] floatValued(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> RandomData.toDoubles(RandomData.toFloats(row)))
                .toArray(double[][]::new);
    }
}
