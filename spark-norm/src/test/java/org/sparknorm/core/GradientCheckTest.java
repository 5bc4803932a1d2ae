package org.sparknorm.core;

import static org.sparknorm.core.Near.assertNear;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backward function against central differences of its forward function, for the loss sum(dy * y). */
class GradientCheckTest {

    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-8;
    private static final double EPSILON = 1e-3;

    interface Forward {
        double[] apply(double[] x, double[] gamma, double[] beta);
    }

    interface Backward {
        Gradients apply(double[] dy, double[] x, double[] gamma);
    }

    record Norm(String name, int size, int channels, boolean hasBeta, Forward forward, Backward backward) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Norm> norms() {
        return Stream.of(
                layer(1, 5),
                layer(4, 7),
                rms(1, 3),
                rms(4, 7),
                group(2, 6, 3, 1),
                group(2, 6, 6, 1),
                group(3, 4, 1, 3),
                group(3, 4, 2, 2),
                group(2, 6, 3, 5),
                group(2, 4, 4, 4),
                batch(5, 3, 1),
                batch(4, 3, 5),
                batch(1, 2, 6));
    }

    @ParameterizedTest
    @MethodSource("norms")
    void backwardIsTheCentralDifferenceOfForward(Norm norm) {
        RandomData random = new RandomData(norm.size());
        double[] x = random.normal(norm.size(), 1.5, 2);
        double[] dy = random.normal(norm.size());
        double[] gamma = random.normal(norm.channels(), 1, 0.5);
        double[] beta = norm.hasBeta() ? random.normal(norm.channels()) : null;
        Gradients gradients = norm.backward().apply(dy, x, gamma);
        assertNear("dx", gradients.dx(), differences(v -> norm.forward().apply(v, gamma, beta), dy, x), TOLERANCE);
        assertNear(
                "dgamma", gradients.dgamma(), differences(v -> norm.forward().apply(x, v, beta), dy, gamma), TOLERANCE);
        assertNear(
                "dbeta",
                gradients.dbeta(),
                beta == null ? null : differences(v -> norm.forward().apply(x, gamma, v), dy, beta),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("norms")
    void withoutGammaThereIsDxAlone(Norm norm) {
        RandomData random = new RandomData(norm.size());
        double[] x = random.normal(norm.size(), 1.5, 2);
        double[] dy = random.normal(norm.size());
        Gradients gradients = norm.backward().apply(dy, x, null);
        assertNear("dx", gradients.dx(), differences(v -> norm.forward().apply(v, null, null), dy, x), TOLERANCE);
        assertNear("dgamma", gradients.dgamma(), null, 0);
        assertNear("dbeta", gradients.dbeta(), null, 0);
    }

    private static double[] differences(UnaryOperator<double[]> forward, double[] dy, double[] at) {
        double[] gradient = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += STEP;
            below[i] -= STEP;
            double[] yAbove = forward.apply(above);
            double[] yBelow = forward.apply(below);
            for (int j = 0; j < dy.length; j++) {
                gradient[i] += dy[j] * (yAbove[j] - yBelow[j]) / (above[i] - below[i]);
            }
        }
        return gradient;
    }

    private static Norm layer(int rows, int length) {
        return new Norm(
                "layer " + rows + " x " + length,
                rows * length,
                length,
                true,
                (x, gamma, beta) -> Norms.layerNorm(x, rows, gamma, beta, EPSILON),
                (dy, x, gamma) -> Norms.layerNormBackward(dy, x, rows, gamma, EPSILON));
    }

    private static Norm rms(int rows, int length) {
        return new Norm(
                "rms " + rows + " x " + length,
                rows * length,
                length,
                false,
                (x, gamma, beta) -> Norms.rmsNorm(x, rows, gamma, EPSILON),
                (dy, x, gamma) -> Norms.rmsNormBackward(dy, x, rows, gamma, EPSILON));
    }

    private static Norm group(int rows, int channels, int groups, int positions) {
        return new Norm(
                "group " + rows + " x " + channels + " x " + positions + " groups " + groups,
                rows * channels * positions,
                channels,
                true,
                (x, gamma, beta) -> Norms.groupNorm(x, rows, channels, groups, gamma, beta, EPSILON),
                (dy, x, gamma) -> Norms.groupNormBackward(dy, x, rows, channels, groups, gamma, EPSILON));
    }

    private static Norm batch(int rows, int channels, int positions) {
        return new Norm(
                "batch " + rows + " x " + channels + " x " + positions,
                rows * channels * positions,
                channels,
                true,
                (x, gamma, beta) -> Norms.batchNorm(x, rows, channels, gamma, beta, EPSILON),
                (dy, x, gamma) -> Norms.batchNormBackward(dy, x, rows, channels, gamma, EPSILON));
    }
}
