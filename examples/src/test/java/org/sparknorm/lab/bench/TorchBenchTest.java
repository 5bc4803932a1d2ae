package org.sparknorm.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell takes the place of Python. */
class TorchBenchTest {

    @TempDir
    private Path directory;

    @Test
    void whatTheScriptPrintsAreMillisecondsByName() throws Exception {
        assertThat(millis("echo '{\"64 doubles\": 0.43, \"step of one process\": 2}'"))
                .isEqualTo(Map.of("64 doubles", 0.43, "step of one process", 2.0));
    }

    @Test
    void aScriptThatAbortsIsAnErrorThatSaysSo() {
        assertThatIOException()
                .isThrownBy(() -> millis("echo '{\"64 doubles\": 0.43}'; kill -ABRT $$"))
                .withMessageMatching(".*script ended with exit code 134");
    }

    @Test
    void aScriptThatPrintsNothingIsAnErrorToo() {
        assertThatIOException().isThrownBy(() -> millis("exit 0"));
    }

    private Map<String, Double> millis(String text) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("script"), text);
        return TorchBench.millis("sh", script.toString());
    }
}
