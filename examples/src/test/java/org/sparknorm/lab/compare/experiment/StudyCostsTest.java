package org.sparknorm.lab.compare.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.training.TrainingPoint;

class StudyCostsTest {

    @TempDir
    private java.nio.file.Path directory;

    @Test
    void costsAreThoseOfTheSmallestNetworkOnTheMostWorkers() throws Exception {
        StudyCosts costs = read(report(
                        List.of(
                                point("syncBatch", "collective", 1, 64, 300, null),
                                point("syncBatch", "collective", 2, 64, 1400, null),
                                point("syncBatch", "collective", 2, 256, 4200, null),
                                point("syncBatch", "collective", 4, 64, null, "4 ranks on 2 slots"),
                                point("batch", "collective", 2, 64, 660, null),
                                point("syncBatch", "treeAggregate", 2, 64, 131_600, null)),
                        List.of()))
                .orElseThrow();

        assertThat(costs.of(2))
                .startsWith(
                        "a step by collective takes 1.4 ms, 0.7 ms with own statistics; a step by treeAggregate takes"
                                + " 131.6 ms (measured by the study in file:")
                .endsWith("report.json: 2 workers, local[2], 2 hidden layers of 64 units, batches of 256)");
        assertThat(costs.of(4)).endsWith("; the study predicts nothing for 4");
    }

    @Test
    void beyondWhatWasMeasuredTheStudysPredictionsAreTold() throws Exception {
        StudyCosts costs = read(report(
                        List.of(
                                point("syncBatch", "collective", 2, 64, 1400, null),
                                point("syncBatch", "treeAggregate", 2, 64, 131_600, null)),
                        List.of(
                                prediction("collective", 100, 64, 20_000),
                                prediction("collective", 10, 64, 5500),
                                prediction("collective", 10, 256, 6100))))
                .orElseThrow();

        assertThat(costs.of(4)).endsWith("; predicted for 10 executors, of statistics alone: 6 ms by collective");
    }

    @Test
    void aStudyWithoutSynchronizedTrainingTellsNothing() throws Exception {
        assertThat(read(report(List.of(point("layer", "collective", 2, 64, 1400, null)), List.of())))
                .isEmpty();
    }

    @Test
    void anotherFileIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"claims\": []}"))
                .withMessageContaining("report.json is not the report.json of a study: it has no training");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("not json"))
                .withMessageContaining("report.json is not the report.json of a study");
    }

    private Optional<StudyCosts> read(String json) throws IOException {
        java.nio.file.Path file = Files.writeString(directory.resolve("report.json"), json);
        return StudyCosts.read(new Path(file.toUri()), new Configuration());
    }

    private static String report(List<TrainingPoint> training, List<StepPrediction> predictions) throws IOException {
        return new ObjectMapper().writeValueAsString(Map.of("training", training, "stepPredictions", predictions));
    }

    private static TrainingPoint point(
            String norm, String sync, int workers, int width, Integer micros, String skipped) {
        Double step = micros == null ? null : micros.doubleValue();
        return new TrainingPoint(
                "",
                100L * width,
                width,
                2,
                norm,
                sync,
                workers,
                256,
                "strong",
                60,
                60,
                step,
                step,
                step,
                step,
                6,
                0.5,
                "local[2]",
                2,
                skipped);
    }

    private static StepPrediction prediction(String way, int executors, int width, double micros) {
        return new StepPrediction(way, null, executors, width, 1000, micros, micros, micros, null, null, null);
    }
}
