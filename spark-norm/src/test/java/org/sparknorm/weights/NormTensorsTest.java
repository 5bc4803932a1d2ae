package org.sparknorm.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;
import org.sparknorm.ml.SyncBatchNormModel;

class NormTensorsTest {

    private static final double[] GAMMA = {0.5, 2, -1, 3};
    private static final double[] BETA = {1, 0, 2, -3};

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = NormPreset.class, names = "EQUINOX", mode = Mode.EXCLUDE)
    void aBatchNormGivesItsOutputsThroughEveryFrameworkWhateverTheEpsilon(NormPreset preset) {
        SyncBatchNormModel model = batchNorm().setGamma(GAMMA).setBeta(BETA).setEpsilon(0.01);
        NormFormat format = NormFormat.of(preset);
        SyncBatchNormModel back = stored(
                        format, NormTensors.to(format, TensorType.F64).of("a.bn", model))
                .batchNorm("a.bn")
                .setInputCol("x")
                .setOutputCol("y");
        assertThat(back.getEpsilon()).isEqualTo(preset.epsilon(Norm.BATCH, TensorType.F64));
        assertThat(back.runningVariance()).isEqualTo(model.runningVariance());
        assertThat(outputs(back)).containsExactly(outputs(model), within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(NormPreset.class)
    void aLayerNormComesBackAsItWasThroughEveryFramework(NormPreset preset) {
        NormFormat format = NormFormat.of(preset);
        double epsilon = preset.epsilon(Norm.LAYER, TensorType.F64);
        LayerNorm stage = new LayerNorm().setEpsilon(epsilon).setGamma(GAMMA).setBeta(BETA);
        LayerNorm back = stored(format, NormTensors.to(format, TensorType.F64).of("ln", stage))
                .layerNorm("ln");
        assertThat(back.getGamma()).isEqualTo(GAMMA);
        assertThat(back.getBeta()).isEqualTo(BETA);
        assertThat(back.getEpsilon()).isEqualTo(epsilon);
    }

    @Test
    void aStoredFactorIsGammaLessTheOffset() {
        NormFormat format = NormFormat.of(NormPreset.MLX).withWeightOffset(1);
        RMSNorm stage = new RMSNorm().setEpsilon(1e-5).setGamma(GAMMA);
        Map<String, Tensor> tensors = NormTensors.to(format, TensorType.BF16).of("", stage);
        assertThat(tensors).containsOnlyKeys("weight");
        assertThat(tensors.get("weight").values()).containsExactly(-0.5, 1, -2, 2);
        assertThat(stored(format, tensors).rmsNorm("").getGamma()).isEqualTo(GAMMA);
    }

    @Test
    void namesAndShapesAreTheFrameworks() {
        SyncBatchNormModel model = batchNorm();
        assertThat(NormTensors.to(NormPreset.PYTORCH).of("bn", model))
                .containsOnlyKeys("bn.weight", "bn.bias", "bn.running_mean", "bn.running_var");
        Map<String, Tensor> haiku = NormTensors.to(NormPreset.HAIKU).of("bn", model);
        assertThat(haiku).containsOnlyKeys("bn/scale", "bn/offset", "bn/~/mean_ema/average", "bn/~/var_ema/average");
        assertThat(haiku.get("bn/scale")).hasToString("F32[1, 4]");
        assertThat(NormTensors.to(NormPreset.KERAS).of("rms", new RMSNorm().setGamma(GAMMA)))
                .containsOnlyKeys("rms/scale");
        assertThat(NormTensors.to(NormPreset.EQUINOX)
                        .of("rms", new RMSNorm().setEpsilon(1e-5).setGamma(GAMMA)))
                .containsOnlyKeys("rms.weight", "rms.bias");
    }

    @Test
    void anEpsilonThatTheFrameworkDoesNotHaveIsRefusedUntilItIsNamed() {
        LayerNorm stage = new LayerNorm().setGamma(GAMMA).setEpsilon(1e-5);
        refuses(() -> NormTensors.to(NormPreset.KERAS).of("ln", stage), "epsilon 1.0E-5", "0.001", "withEpsilon");
        NormFormat named = NormFormat.of(NormPreset.KERAS).withEpsilon(1e-5);
        assertThat(NormTensors.to(named, TensorType.F32).of("ln", stage)).containsOnlyKeys("ln/gamma", "ln/beta");
    }

    @Test
    void whatCannotBeStoredIsRefused() {
        NormTensors mlx = NormTensors.to(NormPreset.MLX);
        refuses(() -> mlx.of("gn", new GroupNorm().setGamma(GAMMA).setGroups(2)), "every n-th channel");
        refuses(() -> mlx.of("ln", new LayerNorm()), "neither gamma nor beta is set");
        refuses(() -> NormTensors.to(NormPreset.EQUINOX).of("bn", batchNorm()), "no names for running statistics");
        refuses(() -> NormTensors.to(NormFormat.of(NormPreset.MLX), TensorType.I32), "I32", "a floating type");
        refuses(() -> NormTensors.to(NormFormat.ofEpsilon(1), TensorType.F32), "a framework");
        NormTensors half = NormTensors.to(NormFormat.of(NormPreset.PYTORCH), TensorType.F16);
        SyncBatchNormModel wide = SyncBatchNormModel.ofStatistics(new double[] {0}, new double[] {70_000});
        refuses(() -> half.of("bn", wide), "bn.running_var: 70000.0 has no place in F16");
    }

    private static SyncBatchNormModel batchNorm() {
        return SyncBatchNormModel.ofStatistics(new double[] {1, 2, 3, 4}, new double[] {0, 1e-3, 1, 100})
                .setInputCol("x")
                .setOutputCol("y");
    }

    private NormWeights stored(NormFormat format, Map<String, Tensor> tensors) {
        String path = folder.resolve("file").toUri().toString();
        frame();
        Safetensors.write(path, Map.of(), tensors);
        return NormWeights.of(Safetensors.open(path), format);
    }

    private static double[] outputs(SyncBatchNormModel model) {
        return Arrays.stream(Frames.rows(model.transform(frame()), "y"))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static Dataset<Row> frame() {
        return Frames.of(RowKind.DOUBLES, "x", new double[] {1.25, 2, 3, -5}, new double[] {0.5, 1.5, 2.5, 3.5});
    }
}
