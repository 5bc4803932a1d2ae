package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on a standalone cluster of two executor processes, of which one may die. */
@Tag("slow")
class TrainDigitsIT {

    private static final String TEST_CLASSES =
            Scripts.ROOT.resolve("examples/target/test-classes").toString();

    @TempDir
    private static Path directory;

    private static Scripts scripts;
    private static JsonNode undisturbed;
    private static Map<String, ByteBuffer> undisturbedCheckpoints;

    @BeforeAll
    static void trainUndisturbed() throws Exception {
        scripts = new Scripts(directory.resolve("cluster"));
        scripts.run("cluster", List.of("start", "2"));
        Path output = directory.resolve("undisturbed");
        undisturbed = train("collective", output);
        undisturbedCheckpoints = files(output.resolve("checkpoints"));
    }

    @AfterAll
    static void stop() throws Exception {
        scripts.run("cluster", List.of("stop"));
    }

    @Test
    void bothWaysToSynchronizeTrain() throws Exception {
        JsonNode tree = train("treeAggregate", directory.resolve("tree"));

        assertThat(undisturbed.get("testAccuracy").asDouble()).isGreaterThan(0.9);
        assertThat(tree.get("testAccuracy").asDouble()).isGreaterThan(0.9);
        assertThat(tree.get("stepLosses")).hasSameSizeAs(undisturbed.get("stepLosses"));
        for (int step = 0; step < tree.get("stepLosses").size(); step++) {
            double expected = undisturbed.get("stepLosses").get(step).asDouble();
            assertThat(Math.abs(tree.get("stepLosses").get(step).asDouble() / expected - 1))
                    .as("step " + step)
                    .isLessThan(1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({"forward, 0", "forward, 1", "backward, 0", "backward, 1"})
    void theCollectiveComesToTheSameBitsWhenAnExecutorDies(String phase, String executor) throws Exception {
        Path output = directory.resolve("collective-" + phase + "-" + executor);

        JsonNode report = train("collective", output, dying(output, phase, executor));

        assertThat(output.resolve("died")).exists();
        assertThat(report.get("stepLosses")).isEqualTo(undisturbed.get("stepLosses"));
        assertThat(report.get("testAccuracy")).isEqualTo(undisturbed.get("testAccuracy"));
        assertThat(files(output.resolve("checkpoints"))).isEqualTo(undisturbedCheckpoints);
    }

    @ParameterizedTest
    @CsvSource({"forward, 0", "backward, 1"})
    void treeAggregateTrainsOnWhenAnExecutorDies(String phase, String executor) throws Exception {
        Path output = directory.resolve("tree-" + phase + "-" + executor);

        JsonNode report = train("treeAggregate", output, dying(output, phase, executor));

        assertThat(output.resolve("died")).exists();
        assertThat(report.get("testAccuracy").asDouble()).isGreaterThan(0.9);
    }

    private static String[] dying(Path output, String phase, String executor) throws IOException {
        Files.createDirectories(output);
        return new String[] {
            "--conf", "spark.plugins=" + DyingExecutor.class.getName(),
            "--conf", "spark.driver.extraClassPath=" + TEST_CLASSES,
            "--conf", "spark.executor.extraClassPath=" + TEST_CLASSES,
            "--conf", "spark.dying.phase=" + phase,
            "--conf", "spark.dying.executor=" + executor,
            "--conf", "spark.dying.mark=" + output.resolve("died")
        };
    }

    private static JsonNode train(String sync, Path output, String... sparkOptions) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(sparkOptions));
        arguments.add("org.sparknorm.examples.TrainDigits");
        arguments.addAll(List.of("--sync", sync, "--workers", "2", "--batch-size", "500", "--epochs", "2"));
        // Two epochs are 32 steps: a warm-up of 100 would be all of the training.
        arguments.addAll(List.of("--warmup-steps", "0"));
        arguments.addAll(List.of("--checkpoint", output.resolve("checkpoints").toString()));
        arguments.addAll(List.of("--output", output.toString()));
        scripts.run("submit", arguments);
        return new ObjectMapper().readTree(output.resolve("report.json").toFile());
    }

    /** Content by name. */
    private static Map<String, ByteBuffer> files(Path folder) throws IOException {
        Map<String, ByteBuffer> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return files;
    }
}
