package org.sparknorm.lab.compare.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.training.TrainingPoint;
import org.sparknorm.train.SyncKind;

/**
 * What synchronized batch norm costs by a study of {@link org.sparknorm.examples.SyncOverhead}: steps as it measured
 * them, and predicted ones where a batch is shared by more workers than it had.
 */
public final class StudyCosts implements SyncCosts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS = 1000;

    /** The name that a study gives to synchronized batch norm. */
    private static final String SYNC_BATCH = "syncBatch";

    private static final String BATCH = "batch";

    private final Path source;
    private final List<TrainingPoint> training;
    private final List<StepPrediction> predictions;

    private StudyCosts(Path source, List<TrainingPoint> training, List<StepPrediction> predictions) {
        this.source = source;
        this.training = training;
        this.predictions = predictions;
    }

    /**
     * Reads a study's report.json.
     *
     * @param file path on any Hadoop file system
     * @return empty if the study trained nothing with synchronized batch norm on two workers or more by both ways
     * @throws IllegalArgumentException if the file is not a study's report
     */
    public static Optional<StudyCosts> read(Path file, Configuration configuration) throws IOException {
        try (InputStream in = file.getFileSystem(configuration).open(file)) {
            JsonNode report = JSON.readTree(in);
            if (!report.path("training").isArray()
                    || !report.path("stepPredictions").isArray()) {
                throw new IllegalArgumentException(file + " is not the report.json of a study: it has no training and"
                        + " stepPredictions, as SyncOverhead writes them");
            }
            StudyCosts costs = new StudyCosts(
                    file,
                    List.of(JSON.treeToValue(report.get("training"), TrainingPoint[].class)),
                    List.of(JSON.treeToValue(report.get("stepPredictions"), StepPrediction[].class)));
            return Arrays.stream(SyncKind.values())
                            .allMatch(sync -> costs.measured(SYNC_BATCH, sync).isPresent())
                    ? Optional.of(costs)
                    : Optional.empty();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " is not the report.json of a study: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns the point of the smallest network, on the most workers. */
    private Optional<TrainingPoint> measured(String norm, SyncKind sync) {
        return training.stream()
                .filter(point -> point.skipped() == null
                        && point.norm().equals(norm)
                        && point.sync().equals(sync.toString())
                        && point.workers() > 1)
                .min(Comparator.comparingInt(TrainingPoint::workers)
                        .reversed()
                        .thenComparingLong(TrainingPoint::parameters));
    }

    @Override
    public String of(int workers) {
        TrainingPoint point = measured(SYNC_BATCH, SyncKind.COLLECTIVE).orElseThrow();
        String measured = String.format(
                Locale.ROOT,
                "%s; %s (measured by the study in %s: %d workers, %s, %d hidden layers of %d units, batches of %d)",
                step(SyncKind.COLLECTIVE),
                step(SyncKind.TREE_AGGREGATE),
                source,
                point.workers(),
                point.master(),
                point.depth(),
                point.width(),
                point.batchSize());
        return workers <= point.workers() ? measured : measured + predicted(workers, point.width());
    }

    private String step(SyncKind sync) {
        TrainingPoint with = measured(SYNC_BATCH, sync).orElseThrow();
        Optional<TrainingPoint> without = measured(BATCH, sync);
        return String.format(Locale.ROOT, "a step by %s takes %.1f ms", sync, with.stepMicros() / MICROS)
                + without.map(own ->
                                String.format(Locale.ROOT, ", %.1f ms with own statistics", own.stepMicros() / MICROS))
                        .orElse("");
    }

    /** Words the prediction of the study's model, on the fewest executors that are enough. */
    private String predicted(int workers, int width) {
        int executors = predictions.stream()
                .mapToInt(StepPrediction::executors)
                .filter(count -> count >= workers)
                .min()
                .orElse(0);
        String all = predictions.stream()
                .filter(each -> each.executors() == executors && each.width() == width)
                .map(each -> String.format(Locale.ROOT, "%.0f ms by %s", each.statisticsMicros() / MICROS, each.way()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return all.isEmpty()
                ? "; the study predicts nothing for " + workers
                : "; predicted for " + executors + " executors, of statistics alone: " + all;
    }
}
