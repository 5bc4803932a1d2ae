package org.sparknorm.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Initialization;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

class OptimizerTest {

    @Test
    void sgdStepsAreThoseByHand() {
        float[] w = {1, 2};
        Sgd sgd = new Sgd(2, 0.9, 0.1);
        sgd.update(w, new float[] {0.5f, -1}, 1, 0.1);
        // v = 0.5 + 0.1 * 1 = 0.6 (decayed), -1 (not decayed)
        assertThat(w[0]).isCloseTo(1 - 0.06f, within(1e-6f));
        assertThat(w[1]).isCloseTo(2 + 0.1f, within(1e-6f));
        sgd.update(w, new float[] {0, 1}, 1, 0.1);
        // v = 0.9 * 0.6 + 0.1 * 0.94 = 0.634, 0.9 * -1 + 1 = 0.1
        assertThat(w[0]).isCloseTo(0.94f - 0.0634f, within(1e-6f));
        assertThat(w[1]).isCloseTo(2.1f - 0.01f, within(1e-6f));
    }

    @Test
    void adamWStepsAreThoseByHand() {
        float[] w = {1, 2};
        Optimizer adam = Solver.adamW().optimizer(2, 0.1);
        adam.update(w, new float[] {0.5f, -4}, 1, 0.01);
        // The first step is the rate against the gradient's sign, besides the decay of 0.1 * 0.01.
        assertThat(w[0]).isCloseTo(0.999f - 0.01f, within(1e-6f));
        assertThat(w[1]).isCloseTo(2.01f, within(1e-6f));
        adam.update(w, new float[] {-0.5f, 0}, 1, 0.01);
        // m = 0.9 * 0.05 - 0.05 = -0.005, / 0.19; v = 0.25, in the mean
        assertThat(w[0]).isCloseTo(0.989f * 0.999f + 0.01f * (0.005f / 0.19f) / 0.5f, within(1e-6f));
        // m = 0.9 * -0.4 = -0.36, / 0.19; v = 0.999 * 0.016 = 0.015984, / 0.001999
        assertThat(w[1])
                .isCloseTo((float) (2.01 + 0.01 * (0.36 / 0.19) / Math.sqrt(0.015984 / 0.001999)), within(1e-6f));
    }

    @Test
    void restoredOptimizerGoesOnWithTheSameBits() {
        float[] gradients = {0.3f, -0.2f, 0.7f};
        for (Optimizer[] pair : new Optimizer[][] {
            {new Sgd(3, 0.9, 0.01), new Sgd(3, 0.9, 0.01)},
            {Solver.adamW().optimizer(3, 0.01), Solver.adamW().optimizer(3, 0.01)}
        }) {
            float[] w = {1, 2, 3};
            pair[0].update(w, gradients, 2, 0.1);
            pair[1].restore(pair[0].moments(), pair[0].steps());
            float[] other = w.clone();
            pair[0].update(w, gradients, 2, 0.1);
            pair[1].update(other, gradients, 2, 0.1);
            assertThat(other).isEqualTo(w);
        }
    }

    @Test
    void settingsOutsideTheirRangeAndForeignMomentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sgd(1, 1, 0))
                .withMessage("momentum must be in [0, 1), found 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Solver.Adaptive(0.9, 0.999, Double.POSITIVE_INFINITY))
                .withMessage("epsilon must be positive and finite, found Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Solver.adamW().optimizer(1, -1))
                .withMessageContaining("weight decay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sgd(1, 0, 0).restore(new float[2][1], 3))
                .withMessage("found 2 moments of each parameter, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sgd(1, 0, 0).restore(new float[1][2], 3))
                .withMessage("found moments of 2 parameters, expected 1");
    }

    @Test
    void ratesRiseLinearlyAndThenStayOrFallAsACosine() {
        Schedule constant = new Schedule.Constant(0.1, 4);
        assertThat(constant.rate(0)).isEqualTo(0.025);
        assertThat(constant.rate(3)).isEqualTo(0.1);
        assertThat(constant.rate(1_000_000)).isEqualTo(0.1);

        Schedule cosine = new Schedule.Cosine(0.1, 10, 110);
        assertThat(cosine.rate(4)).isCloseTo(0.05, within(1e-15));
        assertThat(cosine.rate(10)).isEqualTo(0.1);
        assertThat(cosine.rate(60)).isCloseTo(0.05, within(1e-15));
        assertThat(cosine.rate(110)).isCloseTo(0, within(1e-15));
        assertThat(cosine.rate(200)).isCloseTo(0, within(1e-15));

        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Cosine(0.1, 10, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Constant(Double.NaN, 0));
    }

    @Test
    void weightsFollowFromTheSeedAndHaveTheVarianceOfTheirPaper() {
        Program program = new Program(
                Network.parse("dense 200, norm, dense 100"), Shape.of(300), Normalization.of(NormKind.LAYER));
        float[] he = Variables.initial(program, Initialization.HE, 1).parameters();
        float[] xavier = Variables.initial(program, Initialization.XAVIER, 1).parameters();

        assertThat(variance(he, 0, 60_000)).isCloseTo(2.0 / 300, within(2e-4));
        assertThat(variance(he, 60_000, 80_000)).isCloseTo(2.0 / 200, within(5e-4));
        assertThat(variance(xavier, 0, 60_000)).isCloseTo(2.0 / 500, within(1e-4));
        assertThat(he[0]).isEqualTo((float) (new java.util.Random(1).nextGaussian() * Math.sqrt(2.0 / 300)));
        assertThat(Variables.initial(program, Initialization.HE, 1).parameters())
                .isEqualTo(he);
        assertThat(Variables.initial(program, Initialization.HE, 2).parameters())
                .isNotEqualTo(he);
        assertThat(java.util.Arrays.copyOfRange(he, 80_000, 80_300)).containsOnly(0);
        assertThat(java.util.Arrays.copyOfRange(he, 80_300, 80_500)).containsOnly(1);
        assertThat(java.util.Arrays.copyOfRange(he, 80_500, 80_700)).containsOnly(0);
    }

    private static double variance(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum / (to - from);
    }
}
