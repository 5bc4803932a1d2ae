package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.job.JobCommand;
import picocli.CommandLine;

/** The job from its options to its files, with the experiments that train nothing. */
class CompareNormsTest {

    private static final String DIGITS =
            Scripts.ROOT.resolve("examples/data").toUri().toString();

    @TempDir
    private static Path directory;

    private static JsonNode report;

    @BeforeAll
    static void run() throws Exception {
        assertThat(compare("--only", "identities,padding")).isZero();
        report = new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    }

    @Test
    void everyClaimSaysWhatWasMeasuredAndHowToHaveItAgain() {
        assertThat(report.get("seeds").toString()).isEqualTo("[3,4]");
        assertThat(report.get("claims")).hasSize(9);
        for (JsonNode claim : report.get("claims")) {
            assertThat(claim.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "id",
                            "claim",
                            "claimed",
                            "measured",
                            "spread",
                            "unit",
                            "verdict",
                            "note",
                            "values",
                            "seeds",
                            "command");
            assertThat(claim.get("measured").isNumber()).isTrue();
            assertThat(claim.get("spread")).hasSize(2);
            assertThat(claim.get("values")).hasSize(2);
            assertThat(claim.get("verdict").asText()).matches("(holds|does not hold here|inconclusive).*");
            assertThat(claim.get("command").asText())
                    .startsWith("scripts/compare-norms --quick --only ")
                    .contains(" --seed 3 --seeds 2");
        }
    }

    @Test
    void whatFollowsFromTheDefinitionsHolds() {
        assertThat(verdict("layer-same-row")).isEqualTo("holds");
        assertThat(verdict("group-one-is-layer")).isEqualTo("holds");
        assertThat(verdict("padding-layer")).isEqualTo("holds");
        assertThat(verdict("padding-layer-padded")).startsWith("does not hold here");
    }

    @Test
    void decisionsComeFromWhatWasMeasured() {
        assertThat(report.get("decisions")).hasSize(1);
        assertThat(report.get("decisions").get(0).get("norm").asText()).startsWith("layer or rms");
    }

    @Test
    void resumingMeasuresOnlyWhatIsMissing() throws Exception {
        Path gone = directory.resolve("experiments/padding-seed-4.json");
        Files.delete(gone);
        Map<Path, FileTime> before = modified();

        assertThat(compare("--only", "identities,padding", "--resume")).isZero();

        assertThat(gone).exists();
        assertThat(modified()).containsAllEntriesOf(before);
        assertThat(new ObjectMapper().readTree(directory.resolve("report.json").toFile()))
                .isEqualTo(report);
    }

    @Test
    void anUnknownExperimentIsToldWithTheKnownOnes() {
        StringWriter told = new StringWriter();

        int exitCode =
                JobCommand.of(new CompareNorms()).setErr(new PrintWriter(told)).execute("--only", "identity");

        assertThat(exitCode).isEqualTo(1);
        assertThat(told.toString()).contains("no experiment is named identity; there are rates, ");
    }

    @Test
    void aStudyThatIsNotThereIsToldBeforeAnythingIsMeasured() throws Exception {
        SparkSessions.shared();
        StringWriter told = new StringWriter();

        int exitCode = JobCommand.of(new CompareNorms())
                .setErr(new PrintWriter(told))
                .execute("--quick", "--data", DIGITS, "--study", "file:/no/report.json");

        assertThat(exitCode).isEqualTo(1);
        assertThat(told.toString()).contains("/no/report.json");
    }

    private static String verdict(String id) {
        for (JsonNode claim : report.get("claims")) {
            if (claim.get("id").asText().equals(id)) {
                return claim.get("verdict").asText();
            }
        }
        throw new AssertionError("no claim " + id);
    }

    /** Experiments' files by the time they were written. */
    private static Map<Path, FileTime> modified() throws Exception {
        Map<Path, FileTime> times = new HashMap<>();
        try (Stream<Path> files = Files.list(directory.resolve("experiments"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    /** The job ends the session that it found; the next test that asks for one makes it anew. */
    private static int compare(String... options) throws Exception {
        SparkSessions.shared();
        List<String> all = new ArrayList<>(List.of("--quick", "--seed", "3", "--seeds", "2", "--data", DIGITS));
        all.addAll(List.of("--output", directory.toUri().toString()));
        all.addAll(List.of(options));
        return new CommandLine(new CompareNorms()).execute(all.toArray(String[]::new));
    }
}
