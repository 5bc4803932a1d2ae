package org.sparknorm.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.core.Norms;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

/** What layers compute, against plain loops and the formulas of the norms in double. */
class ForwardTest {

    private static final int ROWS = 5;

    private final Random random = new Random(3);

    @ParameterizedTest
    @CsvSource({"1, 1, 5, 6", "3, 1, 5, 6", "3, 2, 5, 6", "5, 1, 3, 4", "5, 3, 7, 4", "7, 2, 2, 9", "3, 4, 1, 2"})
    void convolutionIsTheSumUnderTheWindow(int kernel, int stride, int height, int width) {
        Shape in = Shape.of(2, height, width);
        Program program =
                new Program(Network.empty().conv(3, kernel, stride).avgPool(), in, Normalization.of(NormKind.NONE));
        Variables variables = randomVariables(program);
        float[] x = floats(ROWS * in.size());
        int outHeight = (height + stride - 1) / stride;
        int outWidth = (width + stride - 1) / stride;

        float[] scores = new Evaluation(program, variables).scores(x, ROWS);

        float[] p = variables.parameters();
        for (int r = 0; r < ROWS; r++) {
            for (int f = 0; f < 3; f++) {
                double mean = p[program.weightCount() + f];
                for (int oy = 0; oy < outHeight; oy++) {
                    for (int ox = 0; ox < outWidth; ox++) {
                        mean += window(x, r, p, f, in, kernel, oy * stride, ox * stride) / (outHeight * outWidth);
                    }
                }
                assertThat((double) scores[r * 3 + f]).isCloseTo(mean, within(1e-5));
            }
        }
    }

    private static double window(float[] x, int r, float[] w, int f, Shape in, int kernel, int y0, int x0) {
        double sum = 0;
        for (int c = 0; c < in.channels(); c++) {
            for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                    int iy = y0 + ky - kernel / 2;
                    int ix = x0 + kx - kernel / 2;
                    if (iy >= 0 && iy < in.height() && ix >= 0 && ix < in.width()) {
                        sum += x[((r * in.channels() + c) * in.height() + iy) * in.width() + ix]
                                * w[((f * in.channels() + c) * kernel + ky) * kernel + kx];
                    }
                }
            }
        }
        return sum;
    }

    @Test
    void maxPoolLeavesOutWhatDoesNotFillASquare() {
        Program program =
                new Program(Network.parse("maxpool 2, dense 2"), Shape.of(1, 3, 5), Normalization.of(NormKind.NONE));
        float[] identity = {1, 0, 0, 1, 0, 0};
        Variables variables = new Variables(identity, new double[0][], new double[0][]);
        float[] image = {
            1, 2, 3, 4, 99, //
            5, 0, 7, -1, 99, //
            99, 99, 99, 99, 99
        };

        assertThat(new Evaluation(program, variables).scores(image, 1)).containsExactly(5, 7);
    }

    @ParameterizedTest
    @EnumSource(value = NormKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void normsAreThoseOfTheFormulasOnFeaturesAndOnImages(NormKind kind) {
        for (Shape in : new Shape[] {Shape.of(6), Shape.of(6, 2, 3)}) {
            Program program = new Program(
                    Network.parse("norm, dense 2"), in, Normalization.of(kind).withGroups(3));
            Variables variables = randomVariables(program);
            float[] x = floats(ROWS * in.size());
            Step step = new Step(program);
            step.start(program, Batch.of(x, new int[ROWS]), ROWS);
            step.run(program, variables, sums -> {});

            float[] y = step.tape().value(1);
            double[] expected = formula(program, kind, x, variables.parameters());
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) y[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    private static double[] formula(Program program, NormKind kind, float[] data, float[] parameters) {
        double[] x = doubles(data);
        double epsilon = program.normalization().epsilon();
        double[] gamma = slice(program, parameters, ParameterSlice.Kind.GAMMA);
        double[] beta = slice(program, parameters, ParameterSlice.Kind.BETA);
        return switch (kind) {
            case LAYER -> Norms.layerNorm(x, ROWS, gamma, beta, epsilon);
            case RMS -> Norms.rmsNorm(x, ROWS, gamma, epsilon);
            case GROUP -> Norms.groupNorm(x, ROWS, 6, 3, gamma, beta, epsilon);
            case BATCH, SYNC_BATCH -> Norms.batchNorm(x, ROWS, 6, gamma, beta, epsilon);
            case NONE -> x;
        };
    }

    private static double[] slice(Program program, float[] parameters, ParameterSlice.Kind kind) {
        return program.slices().stream()
                .filter(slice -> slice.kind() == kind)
                .findFirst()
                .map(slice -> doubles(Arrays.copyOfRange(parameters, slice.offset(), slice.offset() + slice.length())))
                .orElse(null);
    }

    @Test
    void evaluationTakesRunningStatisticsWhateverRowsComeTogether() {
        Program program = new Program(
                Network.parse("conv 4 3, norm, relu, avgpool, norm, dense 3"),
                Shape.of(2, 4, 4),
                Normalization.of(NormKind.SYNC_BATCH));
        Variables variables = randomVariables(program);
        for (double[] mean : variables.runningMean()) {
            Arrays.setAll(mean, c -> random.nextGaussian());
        }
        int rows = 300;
        float[] x = floats(rows * 32);
        Evaluation evaluation = new Evaluation(program, variables);
        float[] together = evaluation.scores(x, rows);

        for (int r = 0; r < rows; r += 37) {
            float[] alone = evaluation.scores(Arrays.copyOfRange(x, r * 32, (r + 1) * 32), 1);
            for (int c = 0; c < 3; c++) {
                assertThat(alone[c]).isCloseTo(together[r * 3 + c], within(1e-5f));
            }
        }
        assertThat(evaluation.scores(new float[0], 0)).isEmpty();
    }

    @Test
    void variablesOfAnotherNetworkAreRefused() {
        Program one = new Program(Network.parse("dense 3"), Shape.of(4), Normalization.of(NormKind.NONE));
        Program other =
                new Program(Network.parse("dense 4, norm, dense 3"), Shape.of(4), Normalization.of(NormKind.BATCH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evaluation(other, randomVariables(one)))
                .withMessage(
                        "variables of another network: found 15 parameters and batch norms of [] channels, expected"
                                + " 43 and [4] for: dense 4, norm, dense 3");
    }

    @Test
    void crossEntropyStandsHugeScores() {
        Batch batch = Batch.of(new float[0], new int[] {0, 1});
        float[] gradient = new float[4];
        double loss = CrossEntropy.lossAndGradient(new float[] {1e30f, -1e30f, 0, 0}, 2, batch, 2, gradient);

        assertThat(loss).isCloseTo(Math.log(2) / 2, within(1e-12));
        assertThat(gradient).containsExactly(0, 0, 0.25f, -0.25f);
    }

    private Variables randomVariables(Program program) {
        Variables variables = Variables.initial(program, Initialization.HE, 1);
        for (int i = 0; i < program.parameterCount(); i++) {
            variables.parameters()[i] += (float) (0.5 * random.nextGaussian());
        }
        return variables;
    }

    private float[] floats(int length) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) (1 + 2 * random.nextGaussian());
        }
        return x;
    }

    private static double[] doubles(float[] x) {
        double[] doubles = new double[x.length];
        Arrays.setAll(doubles, i -> x[i]);
        return doubles;
    }
}
