package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.kernel.vector.Lanes;

/** The vector kernels as machines with narrower vectors run them, in a JVM of their own. */
class VectorWidthsTest {

    /** Runs every case of every kernel, and prints the width. */
    public static void main(String[] arguments) {
        for (KernelCall kernel : KernelCall.values()) {
            Implementation.vectors()
                    .forEach(each -> KernelCase.all().forEach(at -> {
                        Written expected = kernel.run(new KernelDefinitions(), each, at);
                        kernel.run(each.kernels(), each, at).assertNearTo(expected, each);
                    }));
        }
        System.out.println("as defined, with " + Lanes.bits() + " bits");
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {128, 256})
    void narrowerVectorsGiveTheDefinition(int bits) throws IOException {
        assumeTrue(Kernels.hasVectors(), "no Vector API");
        assumeTrue(Lanes.bits() > bits, "vectors have only " + Lanes.bits() + " bits");
        String width = "-XX:MaxVectorSize=" + bits / Byte.SIZE;
        assertThat(OtherJvmsTest.run(OtherJvmsTest.JAVA, VectorWidthsTest.class, OtherJvmsTest.MODULE, width))
                .contains("as defined, with " + bits + " bits");
    }
}
