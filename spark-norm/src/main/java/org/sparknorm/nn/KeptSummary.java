package org.sparknorm.nn;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparknorm.train.TrainingSummary;
import scala.Option;

/**
 * A training summary that goes to the driver's disk and back: a Connect server of Spark 4.1 or newer writes that of
 * each model which it has fitted, in case the model has to leave memory. The methods override those of that Spark; 3.5
 * has none. (A model names HasTrainingSummary beside this one: Python's py4j finds the methods of a class's own
 * interfaces, and not those of theirs.)
 */
interface KeptSummary extends HasTrainingSummary<TrainingSummary> {

    /** Names the model in messages. */
    String uid();

    /**
     * How training went, step by step.
     *
     * @throws IllegalStateException if there is none: the model was loaded or recalibrated
     */
    @Override
    default TrainingSummary summary() {
        if (!hasSummary()) {
            throw new IllegalStateException(uid() + ": no training summary: the model was loaded or recalibrated");
        }
        return trainingSummary().get();
    }

    /**
     * Writes the summary.
     *
     * @param path folder on the local disk, made where it is missing
     */
    default void saveSummary(String path) {
        try {
            Files.createDirectories(Path.of(path));
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file(path)))) {
                out.writeObject(summary());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #saveSummary} wrote.
     *
     * @param dataset training set, which this summary does not need
     */
    default void loadSummary(String path, Dataset<Row> dataset) {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file(path)))) {
            setSummary(Option.apply((TrainingSummary) in.readObject()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(String path) {
        return Path.of(path, "summary");
    }
}
