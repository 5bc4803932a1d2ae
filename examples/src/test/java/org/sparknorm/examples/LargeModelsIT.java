package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models larger than what Spark lets a message or a job's result hold, where executors are processes of their own. */
@Tag("slow")
class LargeModelsIT {

    @TempDir
    private Path directory;

    @Test
    void modelsBeyondSparksLimitsAreSavedAndLoaded() throws Exception {
        Scripts scripts = new Scripts(directory.resolve("cluster"));
        scripts.run("cluster", List.of("start", "2"));
        try {
            List<String> saved = run(scripts, "spark.rpc.message.maxSize=1", "save");
            assertThat(saved).hasSize(4);
            assertThat(saved.get(0)).startsWith("channels 100000 ");
            assertThat(saved.get(1)).startsWith("parameters 200802 ");
            assertThat(saved.subList(2, 4)).isEqualTo(saved.subList(0, 2));

            assertThat(run(scripts, "spark.driver.maxResultSize=1m", "load")).isEqualTo(saved.subList(0, 2));
        } finally {
            scripts.run("cluster", List.of("stop"));
        }
    }

    private List<String> run(Scripts scripts, String limit, String what) throws Exception {
        String printed = scripts.run(
                "submit",
                List.of(
                        "--conf",
                        limit,
                        "--driver-class-path",
                        // The job's class and the library have to come from one class loader.
                        Scripts.ROOT.resolve("examples/target/test-classes") + ":"
                                + Scripts.ROOT.resolve("examples/target") + "/*",
                        LargeModels.class.getName(),
                        what,
                        directory.resolve("models").toString()));
        return printed.lines().filter(line -> line.contains(" digest ")).toList();
    }
}
