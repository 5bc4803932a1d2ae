package org.sparknorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was saved once can be loaded from then on. Each folder of {@code src/test/resources/org/sparknorm/saved} is
 * named for a {@link SavedStage} and the version that saved it; the JSON file beside it tells its params, and what
 * transform gave.
 *
 * <p>Stored folders stay as they are. For a new stage, add a constant to {@link SavedStage}; when a stage is saved in
 * another way, raise {@link #VERSION}. Then {@code mvn test -pl spark-norm -Dtest=SavedModelsTest -Dsaved.write=true}
 * writes the folders of that version that are not there yet.
 */
class SavedModelsTest {

    private static final String VERSION = "0.1";
    private static final Path SAVED = Path.of("src/test/resources/org/sparknorm/saved");

    /** Float arithmetic may add in another order on another machine. */
    private static final double TOLERANCE = 1e-5;

    record Known(Map<String, String> params, double[][] transformed) {}

    @BeforeAll
    static void writeWhatIsAskedFor() throws IOException {
        SparkSessions.shared();
        if (Boolean.getBoolean("saved.write")) {
            for (SavedStage stage : SavedStage.values()) {
                if (!Files.exists(SAVED.resolve(name(stage)))) {
                    write(stage);
                }
            }
        }
    }

    private static void write(SavedStage stage) throws IOException {
        Path folder = SAVED.resolve(name(stage));
        stage.make().write().save(folder.toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith("part-")) {
                    Files.delete(file);
                }
            }
        }
        PipelineStage loaded = stage.load(folder.toString());
        Known known = new Known(SavedStage.params(loaded), stage.transformed(loaded));
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(known(name(stage)), known);
    }

    private static java.io.File known(String name) {
        return SAVED.resolve(name + ".json").toFile();
    }

    private static String name(SavedStage stage) {
        return stage.name().toLowerCase(Locale.ROOT) + "-" + VERSION;
    }

    static List<String> saved() throws IOException {
        try (Stream<Path> files = Files.list(SAVED)) {
            return files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyStageHasBeenSaved() throws IOException {
        assertThat(saved())
                .containsAll(Stream.of(SavedStage.values())
                        .map(SavedModelsTest::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("saved")
    void whatWasSavedIsLoadedAndTransformsAsItDid(String name) throws IOException {
        SavedStage stage =
                SavedStage.valueOf(name.substring(0, name.lastIndexOf('-')).toUpperCase(Locale.ROOT));
        Known known = new ObjectMapper().readValue(known(name), Known.class);

        PipelineStage loaded = stage.load(SAVED.resolve(name).toString());

        assertThat(SavedStage.params(loaded)).containsAllEntriesOf(known.params());
        double[][] found = stage.transformed(loaded);
        assertThat(found.length).isEqualTo(known.transformed().length);
        for (int row = 0; row < found.length; row++) {
            double[] expected = known.transformed()[row];
            assertThat(found[row]).as("row " + row).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[row][i]).as("row " + row).isCloseTo(expected[i], within(TOLERANCE));
            }
        }
    }
}
