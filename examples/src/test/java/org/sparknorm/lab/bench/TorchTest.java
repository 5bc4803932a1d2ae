package org.sparknorm.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell takes the place of Python. */
class TorchTest {

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

    @Test
    void oneThatHangsIsEndedAndNamed() {
        assertThatIOException()
                .isThrownBy(() -> measure("sleep 300", Duration.ofMillis(300)))
                .withMessageMatching(".*script took more than 300 ms");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private Map<String, Double> millis(String text) throws IOException {
        return measure(text, Duration.ofMinutes(1));
    }

    private Map<String, Double> measure(String text, Duration limit) throws IOException {
        Path script = Files.writeString(directory.resolve("script"), text);
        return new Torch("sh", limit).measure(script);
    }
}
