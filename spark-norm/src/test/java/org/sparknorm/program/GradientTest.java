package org.sparknorm.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

/**
 * Gradients against central differences of the loss, for each slice of the parameters, in directions that mix the
 * gradient's own with a random one, extrapolated from two steps. Activations are float32: the differences are good to
 * about a percent of a slice's gradient, kinks of relu and maxpool included.
 */
class GradientTest {

    private static final double STEP = 0.008;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dense 3                                         | 7
            dense 6, relu, dense 3                          | 7
            dense 6, gelu, dense 3                          | 7
            conv 4 3, dense 3                               | 2,5,6
            conv 4 3, conv 3 3, dense 3                     | 2,5,6
            conv 4 1, conv 3 5 stride 2, dense 3            | 2,5,6
            conv 4 3, maxpool 2, dense 3                    | 2,5,6
            conv 4 3, avgpool, dense 3                      | 2,5,6
            conv 4 3 stride 3, relu, flatten, dense 3       | 2,7,6
            dense 5, residual(dense 5, gelu), dense 3       | 7
            dense 5, relu, residual(relu, dense 5, residual(gelu, dense 5), relu), relu, dense 3 | 7
            residual(dense 7, gelu), dense 3                | 7
            """)
    void everyLayersGradientIsTheSlopeOfTheLoss(String network, String shape) {
        check(network, shape, NormKind.NONE);
    }

    @ParameterizedTest
    @EnumSource(NormKind.class)
    void gradientsOfAnMlpAreSlopes(NormKind kind) {
        check("norm, dense 8, norm, gelu, dense 8, norm, relu, dense 3", "8", kind);
    }

    @ParameterizedTest
    @EnumSource(NormKind.class)
    void gradientsOfACnnAreSlopes(NormKind kind) {
        check("conv 4 3, norm, gelu, maxpool 2, conv 8 3 stride 2, norm, gelu, dense 8, norm, dense 3", "2,6,6", kind);
    }

    @ParameterizedTest
    @EnumSource(NormKind.class)
    void gradientsOfResidualNetsAreSlopes(NormKind kind) {
        check("dense 8, 3 x residual(norm, dense 8, gelu), norm, dense 3", "6", kind);
        check("dense 8, 3 x (residual(dense 8, gelu), norm), dense 3", "6", kind);
        check("conv 4 3, 2 x residual(norm, relu, conv 4 3), residual(norm), avgpool, dense 3", "2,5,5", kind);
    }

    private static void check(String network, String shape, NormKind kind) {
        Shape input = Shape.of(java.util.Arrays.stream(shape.split(","))
                .mapToInt(Integer::parseInt)
                .toArray());
        Program program = new Program(
                Network.parse(network), input, Normalization.of(kind).withGroups(2));
        Variables variables = Variables.initial(program, Initialization.XAVIER, 5);
        Random random = new Random(6);
        for (int i = program.weightCount(); i < program.parameterCount(); i++) {
            variables.parameters()[i] += (float) (0.3 * random.nextGaussian());
        }
        Batch batch = Batches.randomRows(program, 12, 8);
        float[] gradients = run(program, variables, batch).gradients();
        for (ParameterSlice slice : program.slices()) {
            double[] direction = direction(gradients, slice, random);
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                slope += direction[i] * gradients[slice.offset() + i];
            }
            double coarse = difference(program, variables, batch, slice, direction, STEP);
            double fine = difference(program, variables, batch, slice, direction, STEP / 2);
            double measured = (4 * fine - coarse) / 3;
            if (Math.abs(measured) < 1e-4) {
                // A bias before batch norm: what the norm takes away again.
                assertThat(slope).as("%s of %s", slice, network).isBetween(-2e-4, 2e-4);
            } else {
                assertThat(slope).as("%s of %s", slice, network).isCloseTo(measured, Percentage.withPercentage(2));
            }
        }
    }

    private static double difference(
            Program program, Variables variables, Batch batch, ParameterSlice slice, double[] direction, double step) {
        double up =
                run(program, moved(variables, slice, direction, step), batch).loss();
        double down =
                run(program, moved(variables, slice, direction, -step), batch).loss();
        return (up - down) / (2 * step);
    }

    private static double[] direction(float[] gradients, ParameterSlice slice, Random random) {
        double[] direction = new double[slice.length()];
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
            norm += Math.pow(gradients[slice.offset() + i], 2);
        }
        norm = Math.max(Math.sqrt(norm), 1e-9);
        for (int i = 0; i < direction.length; i++) {
            direction[i] = gradients[slice.offset() + i] / norm + random.nextGaussian() / Math.sqrt(direction.length);
        }
        return direction;
    }

    private static Variables moved(Variables variables, ParameterSlice slice, double[] direction, double step) {
        Variables moved = variables.copy();
        for (int i = 0; i < direction.length; i++) {
            moved.parameters()[slice.offset() + i] += (float) (step * direction[i]);
        }
        return moved;
    }

    private static Step run(Program program, Variables variables, Batch batch) {
        Step step = new Step(program);
        step.start(program, batch, batch.weight());
        step.run(program, variables, sums -> {});
        return step;
    }
}
