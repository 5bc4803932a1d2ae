package org.sparknorm.lab.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What PyTorch takes, as scripts/bench-train-torch.py measures it in processes of its own. */
final class TorchBench {

    private static final int MINUTES = 10;

    private TorchBench() {}

    /**
     * Runs the script; what it says about itself goes to this process's standard error.
     *
     * @return milliseconds by what was measured; a peer that failed is not in there
     * @throws IOException if nothing was measured, with the reason
     */
    static Map<String, Double> millis(String python, String script) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("torch", ".json");
        try {
            Process process = new ProcessBuilder(python, script)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(printed.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(script + " took more than " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException(script + " ended with exit code " + process.exitValue());
            }
            return new ObjectMapper().readValue(printed.toFile(), new TypeReference<>() {});
        } finally {
            Files.delete(printed);
        }
    }
}
