package org.sparknorm.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The project's scripts, on a cluster of their own and on Maven's Spark.
 *
 * @param clusterDirectory where the cluster's logs, process ids and work go
 */
record Scripts(Path clusterDirectory) {

    /** The checkout: tests run in its folder examples/. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final int MINUTES = 5;

    /** What the script printed; one that fails or takes too long is an error with that text. */
    String run(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("scripts").resolve(script).toString());
        command.addAll(arguments);
        Path log = Files.createTempFile(script, ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SPARK_NORM_CLUSTER_DIR", clusterDirectory.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroy();
        }
        String printed = Files.readString(log);
        Files.delete(log);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(
                    command + (ended ? " failed" : " took more than " + MINUTES + " minutes") + ":\n" + printed);
        }
        return printed;
    }
}
