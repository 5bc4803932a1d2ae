package org.sparknorm.lab.compare;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparknorm.lab.compare.experiment.Experiment;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.report.Publication;

/** Keeps what was measured, a file for each experiment and seed, so that a run can go on where it was stopped. */
public final class OutcomeStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final String setting;
    private final Configuration configuration;

    /**
     * @param directory path on any Hadoop file system
     * @param setting words for what outcomes follow from besides experiment and seed: those of another setting are not
     *     found
     */
    public OutcomeStore(Path directory, String setting, Configuration configuration) {
        this.directory = directory;
        this.setting = setting;
        this.configuration = configuration;
    }

    /** A file's content. */
    record Kept(String setting, Outcome outcome) {}

    /** Finds what was measured under this setting; a file that is damaged or of another setting counts for nothing. */
    public Optional<Outcome> find(Experiment experiment, long seed) throws IOException {
        Path file = new Path(directory, name(experiment, seed));
        FileSystem files = file.getFileSystem(configuration);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(file)) {
            Kept kept = JSON.readValue(in, Kept.class);
            return kept.setting().equals(setting) ? Optional.of(kept.outcome()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public void keep(Experiment experiment, long seed, Outcome outcome) throws IOException {
        String json = JSON.writeValueAsString(new Kept(setting, outcome));
        Publication.write(directory, Map.of(name(experiment, seed), json), configuration);
    }

    private static String name(Experiment experiment, long seed) {
        return experiment.id() + "-seed-" + seed + ".json";
    }
}
