package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparknorm.core.Norms;
import org.sparknorm.kernel.vector.Lanes;

/** The kernels as other JVMs choose them, and on every later Java that is installed beside the one of the tests. */
class OtherJvmsTest {

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
    static final String MODULE = "--add-modules=jdk.incubator.vector";

    /** What a JVM with the module says, by the width of its vectors. */
    private static final String AUTO =
            "(?s).*(VectorFloatKernels of (256|512|1024|2048)|ScalarFloatKernels of (64|128)) bits: 1\\.7262.*";

    /** What is run there: which kernels, in vectors of how many bits (0: no module), and a result of theirs. */
    public static void main(String[] arguments) {
        float[] x = new float[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        System.out.printf(
                Locale.ROOT,
                "%s of %d bits: %s%n",
                Kernels.floats().getClass().getSimpleName(),
                module ? Lanes.bits() : 0,
                Norms.layerNorm(x, 1, null, null, 1e-5)[299]);
    }

    @Test
    void kernelsAndCoreRunOnLaterJavas() throws IOException {
        List<Path> javas = laterJavas();
        assumeFalse(javas.isEmpty(), "no later Java beside " + System.getProperty("java.home"));
        for (Path java : javas) {
            assertThat(run(java, MODULE)).matches(AUTO);
            assertThat(run(java, "-Xshare:auto")).contains("ScalarFloatKernels of 0 bits: 1.7262");
        }
    }

    private static List<Path> laterJavas() throws IOException {
        List<Path> javas = new ArrayList<>();
        try (Stream<Path> homes =
                Files.list(Path.of(System.getProperty("java.home")).getParent())) {
            for (Path home : homes.toList()) {
                Path release = home.resolve("release");
                if (Files.isReadable(release)
                        && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(2[1-9]|[3-9]\\d).*")) {
                    javas.add(home.resolve("bin/java"));
                }
            }
        }
        return javas;
    }

    @Test
    void aPropertyKeepsToScalarKernels() throws IOException {
        assertThat(run(JAVA, MODULE, "-Dspark.norm.kernels=auto")).matches(AUTO);
        assertThat(run(JAVA, MODULE, "-Dspark.norm.kernels=scalar"))
                .contains("ScalarFloatKernels of ", " bits: 1.7262");
        assertThat(run(JAVA, MODULE, "-Dspark.norm.kernels=fast"))
                .contains("spark.norm.kernels is fast, expected auto or scalar");
    }

    @Test
    void vectorsOf128BitsAreLeftToScalarKernels() throws IOException {
        assertThat(run(JAVA, MODULE, "-XX:MaxVectorSize=16")).contains("ScalarFloatKernels of 128 bits: 1.7262");
    }

    private static String run(Path java, String... options) throws IOException {
        return run(java, OtherJvmsTest.class, options);
    }

    /** Returns what the class's main method prints in a JVM with these options. */
    static String run(Path java, Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
