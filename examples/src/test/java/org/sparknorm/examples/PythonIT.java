package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python program as a person runs it, where $PYTHON (python3) has PySpark 4; otherwise reported as skipped. */
class PythonIT {

    private static final String PYTHON =
            Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");

    private static final int MINUTES = 3;

    @TempDir
    private Path directory;

    @Test
    void theProgramShowsNormalizedRows() throws Exception {
        String home = printed(List.of(PYTHON, "-c", "import pyspark; print(pyspark.__path__[0])"), directory);
        assumeTrue(!home.isBlank(), "there is no pyspark in " + PYTHON);

        String printed = printed(
                List.of(
                        Path.of(home.strip(), "bin", "spark-submit").toString(),
                        "--master",
                        "local[2]",
                        "--jars",
                        jar().toString(),
                        "--conf",
                        "spark.sql.extensions=org.sparknorm.sql.NormExtensions",
                        Scripts.ROOT
                                .resolve("examples/src/main/python/norms.py")
                                .toString()),
                directory);

        assertThat(printed).contains("|layer", "|rms", "|batch");
        assertThat(printed.lines().filter(line -> line.matches("\\|\\d .*"))).hasSize(16);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Scripts.ROOT.resolve("spark-norm/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("spark-norm-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What a program printed; nothing where it failed or is not there. */
    private static String printed(List<String> command, Path directory) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("PYSPARK_PYTHON", PYTHON);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return "";
        }
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            return ended && process.exitValue() == 0 ? Files.readString(out) : "";
        } finally {
            process.destroyForcibly();
        }
    }
}
