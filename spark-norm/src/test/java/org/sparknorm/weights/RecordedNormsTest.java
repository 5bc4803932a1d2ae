package org.sparknorm.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;

import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparknorm.core.Norms;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.SyncBatchNormModel;

/** What libraries wrote down of their norms, and what comes out of ours. */
class RecordedNormsTest {

    static Stream<Recorded> files() {
        return Stream.of(
                Recorded.of("pytorch-float32", NormPreset.PYTORCH),
                Recorded.of("pytorch-float64", NormPreset.PYTORCH),
                Recorded.of("mlx-float32", NormPreset.MLX),
                Recorded.of("keras-float32", NormPreset.KERAS));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyNormGivesTheOutputsOfItsLibrary(Recorded recorded) {
        NormFormat format = NormFormat.of(recorded.preset()).withNeighbouringGroups();
        NormWeights weights = recorded.weights(format);
        requireSame(
                recorded, "batch", weights.batchNorm("batch").setInputCol("x").setOutputCol("y"));
        requireSame(
                recorded, "layer", weights.layerNorm("layer").setInputCol("x").setOutputCol("y"));
        requireSame(recorded, "rms", weights.rmsNorm("rms").setInputCol("x").setOutputCol("y"));
        requireSame(
                recorded,
                "group",
                weights.groupNorm("group", 9, 3).setInputCol("x").setOutputCol("y"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileOfWhichOnlyEpsilonIsKnownGivesTheSame(Recorded recorded) {
        double epsilon = recorded.preset().epsilon(Norm.LAYER, TensorType.F32);
        NormWeights weights = recorded.weights(NormFormat.ofEpsilon(epsilon));
        requireSame(
                recorded, "layer", weights.layerNorm("layer").setInputCol("x").setOutputCol("y"));
        requireSame(
                recorded, "batch", weights.batchNorm("batch").setInputCol("x").setOutputCol("y"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFirstRunningVarianceIsOfTheKindAndTheMomentumThatThePresetSays(Recorded recorded) {
        double[] batch = {0, 2, 4, 10};
        double divisor = batch.length - (recorded.preset().runningVariance() == VarianceKind.UNBIASED ? 1 : 0);
        double momentum = recorded.preset().momentum().orElseThrow();
        SyncBatchNormModel model = recorded.weights().batchNorm("step");
        assertThat(model.getMomentum()).isEqualTo(momentum);
        assertThat(model.runningMean()[0]).isCloseTo(momentum * 4, within(1e-6));
        assertThat(model.runningVariance()[0]).isCloseTo(1 - momentum + momentum * 56 / divisor, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsStoredForAPresetGivesTheOutputsAgain(Recorded recorded) {
        NormTensors tensors = NormTensors.to(NormFormat.of(recorded.preset()), TensorType.F64);
        SyncBatchNormModel model = recorded.weights().batchNorm("batch");
        tensors.of("batch", model)
                .forEach((name, tensor) -> assertThat(tensor.values())
                        .as(name)
                        .isEqualTo(recorded.file().read(name).values()));
    }

    @Test
    void pytorchsBatchNormOfImagesWithoutAffinePartAndLayerNormOverAPlaneGiveItsOutputs() {
        for (String name : new String[] {"pytorch-float32", "pytorch-float64"}) {
            Recorded recorded = Recorded.of(name, NormPreset.PYTORCH);
            NormWeights weights = recorded.weights();
            requireSame(
                    recorded,
                    "image",
                    weights.batchNorm("image").setInputCol("x").setOutputCol("y"));
            requireSame(
                    recorded,
                    "plane",
                    weights.layerNorm("plane").setInputCol("x").setOutputCol("y"));
        }
    }

    @Test
    void mlxGroupsAreRefusedUnlessTheyLieSideBySide() {
        Recorded recorded = Recorded.of("mlx-float32", NormPreset.MLX);
        refuses(() -> recorded.weights().groupNorm("nth", 9, 3), "MLX", "every n-th channel", "withNeighbouringGroups");
        NormWeights wrong = recorded.weights(NormFormat.of(NormPreset.MLX).withNeighbouringGroups());
        GroupNorm stage = wrong.groupNorm("nth", 9, 3).setInputCol("x").setOutputCol("y");
        assertThat(difference(recorded, "nth", stage)).isGreaterThan(0.1);
    }

    @Test
    void mlxPutsEveryNthChannelIntoAGroup() {
        Recorded recorded = Recorded.of("mlx-float32", NormPreset.MLX);
        double[][] x = recorded.rows("nth", "x");
        double[][] y = recorded.rows("nth", "y");
        double[] gamma = recorded.file().read("nth.weight").values();
        double[] beta = recorded.file().read("nth.bias").values();
        for (int i = 0; i < x.length; i++) {
            double[] byGroup = transposed(x[i], 3, 3, 5);
            double[] xhat = transposed(Norms.groupNorm(byGroup, 1, 9, 3, null, null, 1e-5), 3, 3, 5);
            for (int j = 0; j < xhat.length; j++) {
                assertThat(xhat[j] * gamma[j / 5] + beta[j / 5]).isCloseTo(y[i][j], within(1e-6));
            }
        }
    }

    /** Channels {@code a * n + b} at {@code b * m + a}, each of some positions. */
    private static double[] transposed(double[] row, int m, int n, int positions) {
        double[] result = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            int channel = j / positions;
            result[((channel % n) * m + channel / n) * positions + j % positions] = row[j];
        }
        return result;
    }

    private static void requireSame(Recorded recorded, String prefix, Transformer stage) {
        assertThat(difference(recorded, prefix, stage))
                .as("%s of %s", prefix, recorded)
                .isLessThan(recorded.tolerance());
    }

    /** The largest difference of outputs, as a part of their largest magnitude. */
    private static double difference(Recorded recorded, String prefix, Transformer stage) {
        double[][] expected = recorded.rows(prefix, "y");
        double[][] found = recorded.outputs(prefix, stage);
        double largest = 0;
        double magnitude = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).hasSameSizeAs(expected[i]);
            for (int j = 0; j < expected[i].length; j++) {
                largest = Math.max(largest, Math.abs(found[i][j] - expected[i][j]));
                magnitude = Math.max(magnitude, Math.abs(expected[i][j]));
            }
        }
        return largest / magnitude;
    }
}
