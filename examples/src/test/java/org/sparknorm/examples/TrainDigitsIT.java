package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.program.Variables;

/** Training on a standalone cluster of two executor processes, of which one may die or stand still. */
@Tag("slow")
class TrainDigitsIT {

    private static final String TEST_CLASSES =
            Scripts.ROOT.resolve("examples/target/test-classes").toString();

    private static final String KILL = "kill -9 $0";

    /** The longest wait for another worker; far longer than a step takes, and shorter than what stands still. */
    private static final List<String> TIME_LIMITS = List.of(
            "--conf", "spark.norm.collective.timeout=4s",
            "--conf", "spark.executor.heartbeatInterval=2s",
            "--conf", "spark.network.timeout=20s",
            "--conf", "spark.network.timeoutInterval=2s");

    @TempDir
    private static Path directory;

    private static Scripts scripts;
    private static Training undisturbed;

    /**
     * @param log what the job printed
     * @param model folder of the trained model
     */
    private record Training(String log, JsonNode report, Path model) {

        Variables variables() throws IOException {
            SparkSessions.shared();
            return NeuralNetClassificationModel.load(model.toString()).variables();
        }
    }

    @BeforeAll
    static void trainUndisturbed() throws Exception {
        scripts = new Scripts(directory.resolve("cluster"));
        scripts.run("cluster", List.of("start", "2"));
        undisturbed = train("collective", directory.resolve("undisturbed"), List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        scripts.run("cluster", List.of("stop"));
    }

    @Test
    void bothWaysToSynchronizeTrain() throws Exception {
        JsonNode collective = undisturbed.report();
        JsonNode tree =
                train("treeAggregate", directory.resolve("tree"), List.of()).report();

        assertThat(collective.get("testAccuracy").asDouble()).isGreaterThan(0.9);
        assertThat(tree.get("testAccuracy").asDouble()).isGreaterThan(0.9);
        assertThat(tree.get("stepLosses")).hasSameSizeAs(collective.get("stepLosses"));
        for (int step = 0; step < tree.get("stepLosses").size(); step++) {
            double expected = collective.get("stepLosses").get(step).asDouble();
            assertThat(Math.abs(tree.get("stepLosses").get(step).asDouble() / expected - 1))
                    .as("step " + step)
                    .isLessThan(1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({"forward, 0", "forward, 1", "backward, 0", "backward, 1"})
    void theCollectiveComesToTheSameBitsWhenAnExecutorDies(String phase, String executor) throws Exception {
        Path output = directory.resolve("collective-" + phase + "-" + executor);

        Training training = train("collective", output, fault(output, phase, executor, KILL));

        assertThat(output.resolve("fault")).exists();
        assertSameBits(training);
    }

    @ParameterizedTest
    @CsvSource({"forward, 0, kill -STOP $0; sleep 12; kill -CONT $0", "backward, 1, kill -STOP $0"})
    void theCollectiveComesToTheSameBitsWhenAnExecutorStandsStill(String phase, String executor, String command)
            throws Exception {
        Path output = directory.resolve("still-" + phase + "-" + executor);
        List<String> options = fault(output, phase, executor, command);
        options.addAll(TIME_LIMITS);

        Training training = train("collective", output, options);

        assertThat(output.resolve("fault")).exists();
        assertThat(training.log()).contains("has waited 4000 ms for rank ");
        assertSameBits(training);
    }

    @ParameterizedTest
    @CsvSource({"forward, 0", "backward, 1"})
    void treeAggregateTrainsOnWhenAnExecutorDies(String phase, String executor) throws Exception {
        Path output = directory.resolve("tree-" + phase + "-" + executor);

        Training training = train("treeAggregate", output, fault(output, phase, executor, KILL));

        assertThat(output.resolve("fault")).exists();
        assertThat(training.report().get("testAccuracy").asDouble()).isGreaterThan(0.9);
    }

    private static void assertSameBits(Training training) throws IOException {
        JsonNode expected = undisturbed.report();
        assertThat(training.report().get("stepLosses")).isEqualTo(expected.get("stepLosses"));
        assertThat(training.report().get("testAccuracy")).isEqualTo(expected.get("testAccuracy"));
        assertThat(training.variables()).usingRecursiveComparison().isEqualTo(undisturbed.variables());
    }

    private static List<String> fault(Path output, String phase, String executor, String command) throws IOException {
        Files.createDirectories(output);
        return new ArrayList<>(List.of(
                "--conf", "spark.plugins=" + FaultyExecutor.class.getName(),
                "--conf", "spark.driver.extraClassPath=" + TEST_CLASSES,
                "--conf", "spark.executor.extraClassPath=" + TEST_CLASSES,
                "--conf", "spark.fault.phase=" + phase,
                "--conf", "spark.fault.executor=" + executor,
                "--conf", "spark.fault.command=" + command,
                "--conf", "spark.fault.mark=" + output.resolve("fault")));
    }

    private static Training train(String sync, Path output, List<String> sparkOptions) throws Exception {
        List<String> arguments = new ArrayList<>(sparkOptions);
        arguments.add("org.sparknorm.examples.TrainDigits");
        arguments.addAll(List.of("--sync", sync, "--workers", "2", "--batch-size", "500", "--epochs", "2"));
        // Two epochs are 32 steps: a warm-up of 100 would be all of the training.
        arguments.addAll(List.of("--warmup-steps", "0"));
        arguments.addAll(List.of("--checkpoint", output.resolve("checkpoints").toString()));
        Path model = output.resolve("model");
        arguments.addAll(List.of("--output", output.toString(), "--save-model", model.toString()));
        String log = scripts.run("submit", arguments);
        JsonNode report =
                new ObjectMapper().readTree(output.resolve("report.json").toFile());
        return new Training(log, report, model);
    }
}
