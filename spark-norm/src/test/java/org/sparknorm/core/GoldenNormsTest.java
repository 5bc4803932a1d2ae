package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;
import static org.sparknorm.core.RandomData.flat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PyTorch's results, to 1e-10 of the largest magnitude of an array. */
class GoldenNormsTest {

    private static final double TOLERANCE = 1e-10;

    static Stream<GoldenCase> cases() throws IOException {
        return GoldenCase.all().stream();
    }

    static Stream<GoldenCase> batchCases() throws IOException {
        return cases().filter(golden -> golden.op().equals("batch_norm"));
    }

    @Test
    void allFortyCasesAreRead() throws IOException {
        assertThat(cases()).hasSize(40);
        assertThat(batchCases()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardIsPyTorchs(GoldenCase golden) {
        assertNear("y", golden.forward(), flat(golden.y()), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backwardIsPyTorchs(GoldenCase golden) {
        Gradients gradients = golden.backward();
        assertNear("dx", gradients.dx(), flat(golden.dx()), TOLERANCE);
        assertNear("dgamma", gradients.dgamma(), exact(golden), TOLERANCE);
        assertNear("dbeta", gradients.dbeta(), golden.dbias(), TOLERANCE);
    }

    /** Float rows are normalized in float lanes, with the mean in two floats. */
    @ParameterizedTest
    @MethodSource("cases")
    void floatFormsAreTheDoubleFormsToTheStatedError(GoldenCase golden) {
        double[] y = RandomData.toDoubles(golden.forwardOfFloats());
        assertNear("y", y, golden.roundedToFloats().forward(), 4e-7);
    }

    @ParameterizedTest
    @MethodSource("batchCases")
    void runningStatisticsAndEvaluationArePyTorchs(GoldenCase golden) {
        int channels = golden.option("channels");
        Double momentum = golden.options().get("momentum");
        RunningStatistics one = RunningStatistics.initial(channels)
                .update(moments(golden.x(), channels), momentum == null ? 1 : momentum);
        assertNear("running mean 1", one.mean(), golden.runningMean1(), TOLERANCE);
        assertNear("running variance 1", one.variance(), golden.runningVariance1(), TOLERANCE);

        RunningStatistics two = one.update(moments(golden.xStep2(), channels), momentum == null ? 0.5 : momentum);
        assertNear("running mean 2", two.mean(), golden.runningMean2(), TOLERANCE);
        assertNear("running variance 2", two.variance(), golden.runningVariance2(), TOLERANCE);

        double[] y = flat(golden.x());
        ChannelNorm.of(two.mean(), two.variance(), new Affine(golden.weight(), golden.bias()), golden.epsilon())
                .normalize(y, Rows.of(y.length, golden.rows(), channels), y);
        assertNear("y in evaluation", y, flat(golden.yEval()), TOLERANCE);
    }

    /**
     * PyTorch's dgamma; but that of layer norm over rows of one element is 0, since xhat is. PyTorch has -9e-16 there:
     * it rounds x * rstd and mean * rstd, of size 1 / sqrt(epsilon), before it subtracts them.
     */
    private static double[] exact(GoldenCase golden) {
        boolean oneElement = golden.op().equals("layer_norm") && golden.x()[0].length == 1;
        return oneElement && golden.dweight() != null ? new double[1] : golden.dweight();
    }

    private static Moments moments(double[][] rows, int channels) {
        MomentsAccumulator sums = new MomentsAccumulator(channels, rows[0].length / channels);
        for (double[] row : rows) {
            sums.add(row, 0, 1);
        }
        return sums.toMoments();
    }
}
