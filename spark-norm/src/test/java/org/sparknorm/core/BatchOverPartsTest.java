package org.sparknorm.core;

import static org.sparknorm.core.Near.assertNear;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batch norm of rows that lie in several places is batch norm of all of them in one. */
class BatchOverPartsTest {

    private static final int ROWS = 24;
    private static final int CHANNELS = 5;
    private static final double EPSILON = 1e-5;

    static Stream<Arguments> shapes() {
        return IntStream.rangeClosed(1, 17)
                .boxed()
                .flatMap(parts -> Stream.of(
                        Arguments.of(parts, 1, 0.0), Arguments.of(parts, 3, 0.0), Arguments.of(parts, 1, 1e8)));
    }

    @ParameterizedTest(name = "{0} parts, {1} positions, mean {2}")
    @MethodSource("shapes")
    void batchNormOverAnySplitEqualsBatchNormOverTheUnion(int parts, int positions, double mean) {
        RandomData random = new RandomData(parts);
        int length = CHANNELS * positions;
        double[] x = random.normal(ROWS * length, mean, 1);
        double[] dy = random.normal(ROWS * length);
        double[] gamma = random.normal(CHANNELS, 1, 0.5);
        double[] beta = random.normal(CHANNELS);
        double[] expected = Norms.batchNorm(x, ROWS, CHANNELS, gamma, beta, EPSILON);
        Gradients expectedGradients = Norms.batchNormBackward(dy, x, ROWS, CHANNELS, gamma, EPSILON);
        for (int trial = 0; trial < 5; trial++) {
            int[] sizes = random.split(ROWS, parts);
            double[][] xs = cut(x, sizes, length);
            double[][] dys = cut(dy, sizes, length);
            ChannelNorm norm = ChannelNorm.ofBatch(mergedMoments(xs, positions), new Affine(gamma, beta), EPSILON);

            double[][] ys = new double[parts][];
            GradientSums sums = new GradientSums(CHANNELS);
            for (int p = 0; p < parts; p++) {
                ys[p] = new double[xs[p].length];
                norm.normalize(xs[p], new Rows(sizes[p], CHANNELS, positions), ys[p]);
                GradientSums part = new GradientSums(CHANNELS);
                norm.addGradients(dys[p], xs[p], new Rows(sizes[p], CHANNELS, positions), part);
                sums.merge(part);
            }
            double[][] dxs = new double[parts][];
            for (int p = 0; p < parts; p++) {
                dxs[p] = new double[xs[p].length];
                norm.inputGradient(dys[p], xs[p], new Rows(sizes[p], CHANNELS, positions), sums, dxs[p]);
            }

            String split = "split " + Arrays.toString(sizes) + ": ";
            assertNear(split + "y", RandomData.flat(ys), expected, 1e-12);
            assertNear(split + "dx", RandomData.flat(dxs), expectedGradients.dx(), 1e-12);
            assertNear(split + "dgamma", sums.dgamma(), expectedGradients.dgamma(), 1e-12);
            assertNear(split + "dbeta", sums.dbeta(), expectedGradients.dbeta(), 1e-12);
        }
    }

    private static Moments mergedMoments(double[][] xs, int positions) {
        Moments merged = Moments.empty(CHANNELS);
        for (double[] x : xs) {
            MomentsAccumulator sums = new MomentsAccumulator(CHANNELS, positions);
            for (int from = 0; from < x.length; from += CHANNELS * positions) {
                sums.add(x, from, 1);
            }
            merged.merge(sums.toMoments());
        }
        return merged;
    }

    private static double[][] cut(double[] values, int[] sizes, int length) {
        double[][] parts = new double[sizes.length][];
        int from = 0;
        for (int p = 0; p < sizes.length; p++) {
            parts[p] = Arrays.copyOfRange(values, from, from + sizes[p] * length);
            from += sizes[p] * length;
        }
        return parts;
    }
}
