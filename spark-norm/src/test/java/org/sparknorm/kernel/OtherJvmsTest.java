package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparknorm.core.Norms;

/** The kernels as other JVMs choose them, and on every later Java that is installed beside the one of the tests. */
class OtherJvmsTest {

    /** What is run there: which kernels, and a result of theirs. */
    public static void main(String[] arguments) {
        float[] x = new float[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        System.out.println(
                Kernels.floats().getClass().getSimpleName() + " " + Norms.layerNorm(x, 1, null, null, 1e-5)[299]);
    }

    @Test
    void kernelsAndCoreRunOnLaterJavas() throws IOException, ReflectiveOperationException {
        List<Path> javas = laterJavas();
        assumeFalse(javas.isEmpty(), "no later Java beside " + System.getProperty("java.home"));
        for (Path java : javas) {
            assertThat(run(java, "--add-modules=jdk.incubator.vector"))
                    .contains(KernelsTest.chosen() + "FloatKernels 1.7262");
            assertThat(run(java, "-Xshare:auto")).contains("ScalarFloatKernels 1.7262");
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
    void aPropertyKeepsToScalarKernels() throws IOException, ReflectiveOperationException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        String module = "--add-modules=jdk.incubator.vector";
        assertThat(run(java, module, "-Dspark.norm.kernels=auto"))
                .contains(KernelsTest.chosen() + "FloatKernels 1.7262");
        assertThat(run(java, module, "-Dspark.norm.kernels=scalar")).contains("ScalarFloatKernels 1.7262");
        assertThat(run(java, module, "-Dspark.norm.kernels=fast"))
                .contains("spark.norm.kernels is fast, expected auto or scalar");
    }

    private static String run(Path java, String... options) throws IOException {
        return run(java, OtherJvmsTest.class, options);
    }

    /** Returns what the class's main method prints. */
    static String run(Path java, Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
