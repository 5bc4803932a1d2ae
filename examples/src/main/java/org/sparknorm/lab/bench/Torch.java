package org.sparknorm.lab.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PyTorch, as scripts/torch-kernels.py and scripts/torch-training.py measure it in processes of their own.
 *
 * @param python the interpreter, which has torch
 * @param limit after which a script is ended
 */
record Torch(String python, Duration limit) {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Results go into memory that a process has already, as ours do. */
    private static final Map<String, String> ALLOCATION = Map.of(
            "MALLOC_MMAP_THRESHOLD_", "4000000000",
            "MALLOC_TRIM_THRESHOLD_", "8000000000",
            "MALLOC_TOP_PAD_", "268435456");

    static Torch of(String python) {
        return new Torch(python, LIMIT);
    }

    /**
     * Runs a script that prints one JSON object; what it says about itself goes to this process's standard error.
     *
     * @return times by what was measured; a peer that failed is not in there
     * @throws IOException if nothing was measured, with the reason
     */
    Map<String, Double> measure(Path script) throws IOException {
        Path printed = Files.createTempFile("torch", ".json");
        try {
            ProcessBuilder builder = new ProcessBuilder(python, script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(printed.toFile());
            builder.environment().putAll(ALLOCATION);
            int exitCode = await(builder.start(), script);
            if (exitCode != 0) {
                throw new IOException(script + " ended with exit code " + exitCode);
            }
            return new ObjectMapper().readValue(printed.toFile(), new TypeReference<>() {});
        } finally {
            Files.delete(printed);
        }
    }

    private int await(Process process, Path script) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(script + " took more than " + limit.toMillis() + " ms");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + script + " ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
