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
                KernelHarness.asHere().measure(List.of("layerNorm", "rmsNorm"), List.of(KernelShape.of(64, true)), 7);

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
    void whatCannotBeTimedIsTold() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> KernelHarness.asHere().measure(List.of("waveNorm"), List.of(KernelShape.of(64, true)), 7))
                .withMessageContaining("waveNorm");
        assertThatIllegalStateException()
                .isThrownBy(() -> KernelHarness.asHere().measure(List.of("copy"), List.of(new KernelShape(-1, 64)), 7))
                .withMessageContaining("copy");
    }
}
