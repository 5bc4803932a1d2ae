package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.core.Norms;

/** The SQL functions as {@code spark.sql.extensions} installs them, where executors are processes of their own. */
class SqlFunctionsIT {

    private static final int ROWS = 8;

    @TempDir
    private Path directory;

    @Test
    void theExtensionServesQueriesAndStreamsOnACluster() throws Exception {
        Scripts scripts = new Scripts(directory.resolve("cluster"));
        scripts.run("cluster", List.of("start", "2"));
        String printed;
        try {
            printed = scripts.run(
                    "submit",
                    List.of(
                            "--conf",
                            "spark.sql.extensions=org.sparknorm.sql.NormExtensions",
                            // What Spark's memory sink sends, Spark does not register.
                            "--conf",
                            "spark.kryo.registrationRequired=false",
                            "--driver-class-path",
                            Scripts.ROOT.resolve("examples/target/test-classes").toString(),
                            SqlFunctionsJob.class.getName(),
                            directory.resolve("rows").toString()));
        } finally {
            scripts.run("cluster", List.of("stop"));
        }
        List<String> lines = printed.lines().toList();
        assertThat(lines).containsAll(each("query", x -> Norms.layerNorm(x, 1, null, null, 1e-5)));
        assertThat(lines).containsAll(each("call", x -> Norms.rmsNorm(x, 1, null, 1e-6)));
        assertThat(lines).containsAll(each("stream", x -> Norms.layerNorm(x, 1, null, null, 1e-5)));
        assertThat(lines).contains("moments 0 [3.5, 2.0, 14.0, 1.0]", "moments of a stream 0 [3.5, 2.0, 14.0, 1.0]");
    }

    private interface Norm {
        double[] of(double[] row);
    }

    private static List<String> each(String name, Norm norm) {
        Stream<String> lines = IntStream.range(0, ROWS).mapToObj(id -> {
            double[] row = {id, 2, 4.0 * id, 1};
            return name + " " + id + " " + Arrays.toString(norm.of(row));
        });
        return lines.toList();
    }
}
