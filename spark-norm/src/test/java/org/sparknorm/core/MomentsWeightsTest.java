package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of very different size, and of very large and small ones, against the exact computation. */
class MomentsWeightsTest {

    private static final RandomData RANDOM = new RandomData(14);

    @ParameterizedTest
    @ValueSource(doubles = {1e8, 1e10, 1e12, 1e14, 1e15, 1e16, 1e17})
    void oneHeavyRowLeavesTheVarianceExact(double heavy) {
        double[][] rows = {{1}, {2}, {3}};
        for (double[] weights : new double[][] {{heavy, 1, 1}, {1, heavy, 1}, {1, 1, heavy}}) {
            assertExactInAllForms(rows, weights);
        }
    }

    @Test
    void twoRowsOfAnyWeightsHaveHalfTheirSquaredDistance() {
        for (double[] weights : new double[][] {{1e9, 1e-9}, {1e-9, 1e9}, {1e-200, 1e-170}, {1e160, 1e150}}) {
            assertExactInAllForms(new double[][] {{1}, {2}}, weights);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-170, 1e-154, 1e-3, 1e9, 1e160, 1e290})
    void theScaleOfTheWeightsDoesNotMatter(double scale) {
        double[][] rows = RANDOM.rows(30, 2, 3, 2);
        double[] weights = RANDOM.weights(30);
        double[] scaled = Arrays.stream(weights).map(w -> w * scale).toArray();
        Exact exact = Exact.of(rows, weights, 2);
        for (int form = 0; form < 3; form++) {
            exact.assertEqualTo(moments(rows, scaled, form, rows.length));
            exact.assertEqualTo(moments(rows, scaled, form, 7));
        }
    }

    @ParameterizedTest(name = "a row at {0} of weight {1}")
    @CsvSource({"1e6,1e-9", "1e9,1e-15", "1e12,1e-12", "1e9,1e-18"})
    void aFarRowOfLittleWeightDrownsNothingWhereverItStands(double far, double weight) {
        double[][] rows = RANDOM.rows(1001, 1, 0, 1.4);
        double[] weights = Check.ones(rows.length);
        for (int at : new int[] {0, 500, 1000}) {
            double[][] withFar = rows.clone();
            double[] withLight = weights.clone();
            withFar[at] = new double[] {far};
            withLight[at] = weight;
            assertExactInAllForms(withFar, withLight);
        }
    }

    /** Each row outweighs all before it, so that each is a new shift. */
    @Test
    void weightsThatGrowTenfoldWithEachRowStayExact() {
        double[][] rows = RANDOM.rows(40, 3, 1e6, 1);
        double[] weights =
                IntStream.range(0, 40).mapToDouble(i -> Math.pow(10, i - 20)).toArray();
        assertExactInAllForms(rows, weights);
    }

    private static void assertExactInAllForms(double[][] rows, double[] weights) {
        Exact exact = Exact.of(rows, weights, rows[0].length);
        for (int form = 0; form < 3; form++) {
            exact.assertEqualTo(moments(rows, weights, form, rows.length));
            exact.assertEqualTo(moments(rows, weights, form, Math.max(1, rows.length / 8)));
        }
    }

    /** Dense, sparse or incomplete rows, in parts of some size. */
    private static Moments moments(double[][] rows, double[] weights, int form, int part) {
        int channels = rows[0].length;
        int[] all = IntStream.range(0, channels).toArray();
        Moments merged = Moments.empty(channels);
        for (int from = 0; from < rows.length; from += part) {
            MomentsAccumulator sums = new MomentsAccumulator(channels, 1);
            for (int r = from; r < Math.min(rows.length, from + part); r++) {
                if (form == 0) {
                    sums.add(rows[r], 0, weights[r]);
                } else if (form == 1) {
                    sums.addSparse(all, rows[r], 0, weights[r]);
                } else {
                    sums.addPresent(rows[r], 0, weights[r]);
                }
            }
            merged.merge(sums.toMoments());
        }
        assertThat(merged.hasVariance()).isTrue();
        return merged;
    }
}
