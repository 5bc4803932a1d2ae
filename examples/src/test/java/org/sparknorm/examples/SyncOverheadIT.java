package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small study in the packaged jar, on two threads, from its grid to its report. */
class SyncOverheadIT {

    private static final String GRID = """
            secondsPerPoint = 0.1
            leastIterations = 3
            mostIterations = 20
            slowIterations = 1
            microbenchmarks = [
              { way = treeAggregate, partitions = [2, 8], channels = [4, 64], depths = [1, 2] }
              { way = treeAggregate, partitions = 2, channels = 64, finalAggregates = executor, serializers = kryo }
              { way = treeAggregate, partitions = 2, channels = 2000000, serializers = kryo }
              { way = collective, partitions = [2, 4], channels = [4, 64] }
              { way = tcp, channels = 64 }
              { way = barrier, partitions = 2 }
              { way = allGather, partitions = 2, channels = 64 }
            ]
            training {
              widths = 8, depths = 1, norms = syncBatch, syncs = collective, workers = 2
              batchSize = 32, features = 8, steps = 5, warmup = 2, treeSteps = 1, treeWarmup = 1
            }
            """;

    private static final int POINTS = 8 + 8 + 1 + 1 + 4 + 1 + 1 + 1;

    @TempDir
    private static Path directory;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path grid;
    private static Path output;
    private static String printed;
    private static JsonNode report;

    @BeforeAll
    static void study() throws Exception {
        grid = Files.writeString(directory.resolve("small.conf"), GRID);
        output = directory.resolve("study");
        printed = run();
        report = read();
    }

    @Test
    void noIterationHasWrongSums() {
        assertThat(points().stream().filter(point -> point.get("skipped").isNull()))
                .isNotEmpty()
                .extracting(point -> point.at("/measured/wrong").asInt(-1))
                .containsOnly(0);
        assertThat(printed).contains(", 0 with wrong sums");
    }

    @Test
    void everyPointOfTheGridIsInTheReportWithItsConfiguration() {
        assertThat(report.properties())
                .extracting(Map.Entry::getKey)
                .contains("environment", "microbenchmarks", "training", "model", "predictions");
        assertThat(report.get("environment").get("sparkVersion").asText()).startsWith("4.");
        assertThat(points()).hasSize(POINTS).allSatisfy(point -> {
            assertThat(point.get("master").asText()).isEqualTo("local[2]");
            assertThat(point.get("cores").asInt()).isEqualTo(2);
            assertThat(point.has("measured")).isTrue();
        });
        assertThat(report.get("training")).hasSize(1);
        assertThat(report.get("training").get(0).get("skipped").isNull()).isTrue();
        assertThat(output.resolve("report.html")).exists();
        assertThat(output.resolve("report.csv")).content().hasLineCount(1 + POINTS);
    }

    @Test
    void theTreeThatSparkReallyBuiltIsShown() {
        assertThat(trees()).allSatisfy(point -> {
            boolean flat = point.get("finalAggregate").asText().equals("driver")
                    && (point.get("partitions").asInt() <= 5
                            || point.get("depth").asInt() == 1);
            assertThat(point.at("/measured/levels").asInt()).isEqualTo(flat ? 1 : 2);
        });
    }

    @Test
    void theNamedPartsExplainMostOfTheMedian() {
        assertThat(trees()).isNotEmpty().allSatisfy(point -> {
            double half = point.at("/measured/times/medianMicros").asDouble() / 2;
            assertThat(point.at("/measured/breakdownMicros/unaccounted").asDouble())
                    .isBetween(-half, half);
        });
    }

    @Test
    void whatCannotRunIsSkippedWithTheReasonAndTheStudyGoesOn() {
        assertThat(points().stream().filter(point -> !point.get("skipped").isNull()))
                .hasSize(3)
                .allSatisfy(point -> assertThat(point.get("measured").isNull()).isTrue())
                .extracting(point -> point.get("skipped").asText())
                .filteredOn(reason -> reason.startsWith("a barrier stage of 4 tasks needs as many slots"))
                .hasSize(2);
        assertThat(points().stream().filter(point -> point.get("channels").asInt() == 2_000_000))
                .extracting(point -> point.get("skipped").asText())
                .allSatisfy(reason -> assertThat(reason).contains("spark.driver.maxResultSize"));
    }

    @Test
    void aStudyThatWasStoppedGoesOn() throws Exception {
        ObjectNode stopped = report.deepCopy();
        ArrayNode points = (ArrayNode) stopped.get("microbenchmarks");
        JsonNode lost = points.remove(0);
        Files.writeString(output.resolve("report.json"), JSON.writeValueAsString(stopped));
        Files.deleteIfExists(output.resolve(".report.json.crc"));

        assertThat(run("--resume").lines().map(String::strip))
                .filteredOn(line -> line.matches("\\d+/\\d+ .*"))
                .singleElement()
                .asString()
                .startsWith("1/1 ");

        JsonNode resumed = read();
        assertThat(resumed.get("microbenchmarks")).hasSize(POINTS);
        for (int i = 0; i < points.size(); i++) {
            assertThat(resumed.get("microbenchmarks").get(i)).isEqualTo(points.get(i));
        }
        JsonNode again = resumed.get("microbenchmarks").get(POINTS - 1);
        for (String field : List.of("way", "depth", "partitions", "channels", "serializer")) {
            assertThat(again.get(field)).as(field).isEqualTo(lost.get(field));
        }
    }

    private static String run(String... options) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--master", "local[2]", "--conf", "spark.driver.maxResultSize=20m"));
        arguments.addAll(List.of("org.sparknorm.examples.SyncOverhead", "--grid", grid.toString()));
        arguments.addAll(List.of("--output", output.toString()));
        arguments.addAll(List.of(options));
        return new Scripts(directory.resolve("cluster")).run("submit", arguments);
    }

    private static JsonNode read() throws Exception {
        return JSON.readTree(output.resolve("report.json").toFile());
    }

    private static List<JsonNode> points() {
        return report.get("microbenchmarks").valueStream().toList();
    }

    private static List<JsonNode> trees() {
        return points().stream()
                .filter(point -> point.get("way").asText().equals("treeAggregate")
                        && point.get("skipped").isNull())
                .toList();
    }
}
