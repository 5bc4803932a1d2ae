package org.sparknorm.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.SparkSessions;

class NormWeightsTest {

    @TempDir
    Path folder;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private int files;

    @BeforeEach
    void aGoodBatchNorm() {
        SparkSessions.shared();
        put("bn.weight", 1, 2, 3);
        put("bn.bias", 0, 0, 0);
        put("bn.running_mean", 1, 2, 3);
        put("bn.running_var", 1, 2, 3);
        assertThat(pytorch().batchNorm("bn").runningVariance()).containsExactly(1, 2, 3);
    }

    @Test
    void aPrefixThatIsNotThereIsRefusedWithThoseThatAre() {
        tensors.put("dense.weight", Tensor.of(TensorType.F32, new double[6], 2, 3));
        put("encoder.norm1.weight", 1, 2);
        refuses(() -> pytorch().batchNorm("norm"), "no BATCH norm 'norm'; there are bn");
        refuses(() -> pytorch().layerNorm("norm"), "no LAYER norm 'norm'; there are bn, encoder.norm1");
        for (int i = 0; i < 30; i++) {
            put("more." + i + ".weight", 1);
        }
        refuses(() -> pytorch().layerNorm("norm"), "more.17 and 12 more");
    }

    @Test
    void impossibleStatisticsAreRefused() {
        put("bn.running_var", 1, -16, 3);
        refuses(() -> pytorch().batchNorm("bn"), "'bn': channel 1 has mean 2.0 and variance -16.0", "not negative");
        put("bn.running_var", 1, 2, Double.NaN);
        refuses(() -> pytorch().batchNorm("bn"), "bn.running_var[2] is NaN, expected a finite number");
        tensors.put("bn.running_var", Tensor.of(TensorType.F16, new double[] {Double.POSITIVE_INFINITY, 1, 1}));
        refuses(() -> pytorch().batchNorm("bn"), "bn.running_var[0] is Infinity (half precision ends at 65,504)");
        tensors.remove("bn.running_var");
        refuses(() -> pytorch().batchNorm("bn"), "has a running mean (bn.running_mean) and no running variance");
    }

    @Test
    void quantizedFactorsAreRefused() {
        tensors.put("bn.weight", Tensor.of(TensorType.I32, new double[] {1, 2, 3}));
        refuses(() -> pytorch().batchNorm("bn"), "bn.weight is of type I32: quantized weights");
    }

    @Test
    void tensorsOfDifferentShapesAreNoNorm() {
        put("bn.weight", 1, 2);
        refuses(() -> pytorch().batchNorm("bn"), "bn.weight has the shape [2] and bn.bias [3]");
        tensors.put("dense.weight", Tensor.of(TensorType.F32, new double[6], 2, 3));
        put("dense.bias", 1, 2);
        refuses(() -> pytorch().layerNorm("dense"), "dense.weight has the shape [2, 3] and dense.bias [2]");
    }

    @Test
    void aBatchNormIsNoLayerNorm() {
        refuses(() -> pytorch().layerNorm("bn"), "'bn' has running statistics (bn.running_mean): a batch norm");
    }

    @Test
    void theLengthOfGroupNormsFactorsSaysWhetherTheyGoByChannelOrByGroup() {
        put("gn.scale", 1, 2);
        put("gn.B", 3, 4);
        assertThat(of(NormPreset.ONNX).groupNorm("gn", 6, 2).getGamma()).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(of(NormPreset.ONNX).groupNorm("gn", 2, 1).getBeta()).containsExactly(3, 4);
        refuses(
                () -> of(NormPreset.ONNX).groupNorm("gn", 6, 3),
                "'gn' has 2 factors, expected one for each of 6 channels or of 3 groups");
        refuses(() -> of(NormPreset.ONNX).groupNorm("gn", 5, 2), "'gn' has 2 factors");
    }

    @Test
    void anRmsNormMayHaveABiasOfZerosAndNoOther() {
        put("rms.weight", 1, 2);
        put("rms.bias", 0, 0);
        assertThat(of(NormPreset.EQUINOX).rmsNorm("rms").getGamma()).containsExactly(1, 2);
        put("rms.bias", 0, 0.5);
        refuses(() -> of(NormPreset.EQUINOX).rmsNorm("rms"), "'rms' has a bias that is not 0");
    }

    @Test
    void frameworksThatKeepNoStatisticsOrHaveNoSuchNormSaySo() {
        refuses(() -> of(NormPreset.EQUINOX).batchNorm("bn"), "no names", "ofStatistics");
        put("rms.weight", 1, 2);
        refuses(() -> of(NormPreset.PADDLE).rmsNorm("rms"), "PADDLE has no epsilon for RMS norms", "withEpsilon");
        NormFormat format = NormFormat.of(NormPreset.PADDLE).withEpsilon(0.5);
        assertThat(NormWeights.of(file(), format).rmsNorm("rms").getEpsilon()).isEqualTo(0.5);
    }

    @Test
    void factorsNearZeroAreWarnedOfUntilTheOffsetIsDecided() {
        put("norm.weight", 0.1, -0.2, 0.05);
        assertThat(pytorch().offsetWarning("norm", tensors.get("norm.weight").values()))
                .hasValueSatisfying(warning -> assertThat(warning).contains("'norm'", "gamma - 1", "withWeightOffset"));
        assertThat(pytorch().offsetWarning("bn", new double[] {1, 0.9})).isEmpty();
        NormWeights decided =
                NormWeights.of(file(), NormFormat.of(NormPreset.PYTORCH).withWeightOffset(1));
        assertThat(decided.offsetWarning("norm", new double[3])).isEmpty();
        assertThat(decided.rmsNorm("norm").getGamma()).containsExactly(1.1, 0.8, 1.05);
    }

    private void put(String name, double... values) {
        tensors.put(name, Tensor.of(TensorType.F64, values));
    }

    private NormWeights pytorch() {
        return of(NormPreset.PYTORCH);
    }

    private NormWeights of(NormPreset preset) {
        return NormWeights.of(file(), preset);
    }

    private Safetensors file() {
        String path = folder.resolve("file" + files++).toUri().toString();
        Safetensors.write(path, Map.of(), tensors);
        return Safetensors.open(path);
    }
}
