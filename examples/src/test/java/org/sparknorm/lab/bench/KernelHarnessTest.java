package org.sparknorm.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelHarnessTest {

    @Test
    void eachKernelAndShapeHasATimeOfItsOwn() {
        String classPath = System.getProperty("java.class.path");

        Map<String, Double> nanos =
                KernelHarness.asHere().kernels(List.of("layerNorm", "rmsNorm"), List.of(KernelShape.of(64, true)));

        assertThat(nanos).containsOnlyKeys("layerNorm [512 x 64]", "rmsNorm [512 x 64]");
        assertThat(nanos.values()).allMatch(each -> each > 0);
        assertThat(System.getProperty("java.class.path")).isEqualTo(classPath);
    }

    @Test
    void itsJvmsHaveTheKernelsOfThisOne() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        String module = "--add-modules=jdk.incubator.vector";

        assertThat(KernelHarness.asHere().jvmArguments().contains(module)).isEqualTo(vectors);
        assertThat(KernelHarness.withVectors(false).jvmArguments()).doesNotContain(module);
    }

    @Test
    void layerAndRmsNormAreTimedInTurnsForwardAndBackward() {
        KernelHarness harness = KernelHarness.asHere();
        KernelShape shape = KernelShape.of(256, true);

        KernelHarness.LayerAndRms forward = harness.layerAndRms(shape, false, 7);
        KernelHarness.LayerAndRms training = harness.layerAndRms(shape, true, 7);

        assertThat(List.of(forward.layer(), forward.rms(), training.layer(), training.rms()))
                .allMatch(nanos -> nanos > 0 && nanos < 1000);
    }

    @Test
    void theMedianIsOneThatWasMeasured() {
        KernelHarness.LayerAndRms middle = new KernelHarness.LayerAndRms(3, 2);
        assertThat(KernelHarness.median(
                        List.of(new KernelHarness.LayerAndRms(9, 1), middle, new KernelHarness.LayerAndRms(1, 1))))
                .isEqualTo(middle);
    }

    @Test
    void whatCannotBeTimedIsTold() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KernelHarness.asHere().layerAndRms(new KernelShape(-1, 64), false, 7))
                .withMessageContaining("could not be timed");
    }
}
