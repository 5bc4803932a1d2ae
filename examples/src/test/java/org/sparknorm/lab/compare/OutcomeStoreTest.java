package org.sparknorm.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.compare.experiment.Experiment;
import org.sparknorm.lab.compare.experiment.Identities;
import org.sparknorm.lab.compare.experiment.RateSweep;
import org.sparknorm.lab.compare.verdict.Outcome;

class OutcomeStoreTest {

    private static final Experiment EXPERIMENT = new Identities();

    @TempDir
    private Path directory;

    @Test
    void whatWasMeasuredIsFoundAgain() throws Exception {
        store("quick").keep(EXPERIMENT, 7, new Outcome().put("a", 1.5, -2).put("b", 0.1));

        Outcome found = store("quick").find(EXPERIMENT, 7).orElseThrow();

        assertThat(found.get("a")).containsExactly(1.5, -2);
        assertThat(found.get("b")).containsExactly(0.1);
    }

    @Test
    void anotherSeedOrExperimentOrSettingIsNot() throws Exception {
        store("quick").keep(EXPERIMENT, 7, new Outcome().put("a", 1));

        assertThat(store("quick").find(EXPERIMENT, 8)).isEmpty();
        assertThat(store("quick").find(new RateSweep(), 7)).isEmpty();
        assertThat(store("full").find(EXPERIMENT, 7)).isEmpty();
    }

    @Test
    void aDamagedFileCountsForNothing() throws Exception {
        store("quick").keep(EXPERIMENT, 7, new Outcome().put("a", 1));
        Path file = directory.resolve("identities-seed-7.json");
        Files.writeString(file, Files.readString(file).substring(0, 10));
        Files.delete(directory.resolve(".identities-seed-7.json.crc"));

        assertThat(store("quick").find(EXPERIMENT, 7)).isEmpty();
    }

    private OutcomeStore store(String setting) {
        return new OutcomeStore(new org.apache.hadoop.fs.Path(directory.toUri()), setting, new Configuration());
    }
}
