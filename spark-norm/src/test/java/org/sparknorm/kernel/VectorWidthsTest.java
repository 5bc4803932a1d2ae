package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels as machines with narrower vectors run them, in a JVM of their own. */
class VectorWidthsTest {

    /** Runs every case of every kernel, and prints the width. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        for (KernelCall kernel : KernelCall.values()) {
            Implementation.vectors()
                    .forEach(each -> KernelCase.all().forEach(at -> {
                        Written expected = kernel.run(new KernelDefinitions(), each, at);
                        kernel.run(each.kernels(), each, at).assertNearTo(expected, each);
                    }));
        }
        System.out.println("as defined, with " + Kernels.vectorBits() + " bits");
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {128, 256})
    void narrowerVectorsGiveTheDefinition(int bits) throws IOException, ReflectiveOperationException {
        assumeTrue(Kernels.hasVectors(), "no Vector API");
        assumeTrue(Kernels.vectorBits() > bits, "vectors have only " + Kernels.vectorBits() + " bits");
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        assertThat(OtherJvmsTest.run(
                        java,
                        VectorWidthsTest.class,
                        "--add-modules=jdk.incubator.vector",
                        "-Dspark.norm.kernels.bits=" + bits))
                .contains("as defined, with " + bits + " bits");
    }
}
