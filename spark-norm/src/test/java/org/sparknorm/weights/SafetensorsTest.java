package org.sparknorm.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.SparkSessions;

class SafetensorsTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void session() {
        SparkSessions.shared();
    }

    @Test
    void whatIsWrittenIsReadWithEqualBitsOfEveryType() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorType type : TensorType.values()) {
            byte[] bytes = new byte[3 * 5 * type.bytes()];
            new Random(type.ordinal()).nextBytes(bytes);
            tensors.put("random." + type, new Tensor(type, new long[] {3, 5}, bytes));
            tensors.put("scalar." + type, Tensor.of(type, new double[] {7}, new long[] {1}));
            tensors.put("empty \u03b3 " + type, Tensor.of(type, new double[0], 0, 4));
        }
        Map<String, String> notes = Map.of("made by", "a \"test\"");
        Safetensors.write(path("all"), notes, tensors);
        Safetensors file = Safetensors.open(path("all"));
        assertThat(file.metadata()).isEqualTo(notes);
        assertThat(file.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(file.read(name)).hasToString(tensor.toString());
            assertThat(file.read(name).bytes()).as(name).isEqualTo(tensor.bytes());
        });
    }

    @Test
    void everyTensorThatIsWrittenIsAligned() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("half", Tensor.of(TensorType.F16, new double[] {1, 2, 3}));
        tensors.put("double", Tensor.of(TensorType.F64, new double[] {1}));
        Safetensors.write(path("aligned"), Map.of(), tensors);
        Safetensors file = Safetensors.open(path("aligned"));
        assertThat(file.info("double").begin()).isZero();
        assertThat(file.info("half").begin()).isEqualTo(8);
    }

    @Test
    void nullMetadataAndNoneAreNone() {
        assertThat(Recorded.of("mlx-float32", NormPreset.MLX).file().metadata()).isEmpty();
        assertThat(Recorded.of("keras-float32", NormPreset.KERAS).file().metadata())
                .isEmpty();
        assertThat(Recorded.of("pytorch-float32", NormPreset.PYTORCH).file().metadata())
                .containsEntry("format", "pt");
    }

    @Test
    void pytorchsHalvesAreTheFloatsThatItMakesOfThemAndItsCounterCounts() {
        Safetensors file = Recorded.of("pytorch-float64", NormPreset.PYTORCH).file();
        for (String type : new String[] {"float16", "bfloat16"}) {
            double[] asFloat = file.read("half." + type + "_as_float").values();
            assertThat(file.read("half." + type).values()).isEqualTo(asFloat);
        }
        assertThat(file.read("batch.num_batches_tracked").values()).containsExactly(3);
        assertThat(file.read("batch.num_batches_tracked").shape()).isEmpty();
    }

    @Test
    void aTensorThatIsNotThereIsRefusedWithThoseThatAre() {
        Safetensors.write(path("one"), Map.of(), Map.of("a", Tensor.of(TensorType.F32, new double[] {1})));
        refuses(() -> Safetensors.open(path("one")).read("b"), "no tensor 'b'", "there are a");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        Files.writeString(folder.resolve("mine"), "mine");
        Assertions.assertThatThrownBy(() -> Safetensors.write(path("mine"), Map.of(), Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("mine");
        assertThat(folder.resolve("mine")).hasContent("mine");
    }

    @Test
    void valuesWithoutAPlaceInTheTypeOrTheShapeAreRefused() {
        refuses(() -> Tensor.of(TensorType.F16, new double[] {1, 65_520}), "65520.0", "F16");
        refuses(() -> Tensor.of(TensorType.F32, new double[] {1e39}), "1.0E39", "F32");
        refuses(() -> Tensor.of(TensorType.I32, new double[] {0.5}), "0.5", "I32");
        refuses(() -> Tensor.of(TensorType.U32, new double[] {-1}), "-1.0", "U32");
        refuses(() -> Tensor.of(TensorType.F32, new double[5], 2, 3), "5 values", "[2, 3]");
    }

    private String path(String name) {
        return folder.resolve(name).toUri().toString();
    }
}
