package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparknorm.core.RandomData;

/** Scalar and vector kernels, of floats and of doubles, over lengths and offsets that leave tails. */
class EveryImplementationTest {

    static Stream<Arguments> casesOfEveryKernel() {
        return Arrays.stream(KernelCall.values())
                .flatMap(kernel -> cases().map(each -> Arguments.of(kernel, each.get()[0], each.get()[1])));
    }

    static Stream<Arguments> cases() {
        return Implementation.all()
                .flatMap(implementation -> KernelCase.all().map(at -> Arguments.of(implementation, at)));
    }

    @ParameterizedTest(name = "{0} of {1}, {2}")
    @MethodSource("casesOfEveryKernel")
    void everyImplementationGivesTheDefinition(KernelCall kernel, Implementation implementation, KernelCase at) {
        Written expected = kernel.run(new KernelDefinitions(), implementation, at);
        kernel.run(implementation.kernels(), implementation, at).assertNearTo(expected, implementation);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void statisticsOfNeighbouringSetsAreThoseOfEach(Implementation implementation, KernelCase at) {
        int sets = 6;
        int length = at.length();
        DoubleKernels kernels = implementation.kernels();
        double[] x = implementation.round(new RandomData(1).normal(at.from() + sets * length, 1e3, 1));
        double[] found = new double[1 + sets * Statistics.WIDTH];
        double[] expected = new double[found.length];
        kernels.layerStatistics(x, at.from(), length, sets, 1e-5, found, 1);
        for (int s = 0; s < sets; s++) {
            kernels.layerStatistics(x, at.from() + s * length, length, 1, 1e-5, expected, 1 + s * Statistics.WIDTH);
        }
        assertThat(found).isEqualTo(expected);
        kernels.rmsStatistics(x, at.from(), length, sets, 1e-5, found, 1);
        for (int s = 0; s < sets; s++) {
            kernels.rmsStatistics(x, at.from() + s * length, length, 1, 1e-5, expected, 1 + s * Statistics.WIDTH);
        }
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void anOutputMayBeAnInput(Implementation implementation, KernelCase at) {
        DoubleKernels kernels = implementation.kernels();
        double[] x = at.row(1, 1);
        double[] y = at.output(1);
        double[] inPlace = x.clone();
        kernels.normalize(x, y, at.from(), at.length(), 1.25, 1e-3, 0.7, -0.4);
        kernels.normalize(inPlace, inPlace, at.from(), at.length(), 1.25, 1e-3, 0.7, -0.4);
        assertThat(inPlace).containsExactly(y);
        double[] dy = at.row(2, 0);
        double[] dx = at.output(1);
        kernels.inputGradient(dy, x, dx, at.from(), at.length(), 1.25, 1e-3, 0.7, 1.5, 0.2, 0.3);
        kernels.inputGradient(dy, x, dy, at.from(), at.length(), 1.25, 1e-3, 0.7, 1.5, 0.2, 0.3);
        assertThat(dy).containsExactly(dx);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void oneValueThatIsNotFiniteIsSeenWhereverItStands(Implementation implementation, KernelCase at) {
        DoubleKernels kernels = implementation.kernels();
        double[] x = at.row(1, 1);
        assertThat(kernels.allFinite(x, at.from(), at.length())).isTrue();
        for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            for (int i = at.from(); i < at.from() + at.length(); i++) {
                double good = x[i];
                x[i] = bad;
                assertThat(kernels.allFinite(x, at.from(), at.length()))
                        .as("[%d]", i)
                        .isFalse();
                x[i] = good;
            }
        }
    }
}
