package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.ml.SyncBatchNormModel;

/** The packaged jar, submitted as a person does it, with two worker processes on loopback. */
class NormalizeIT {

    private static final Path DIGITS = Scripts.ROOT.resolve("examples/data");

    @TempDir
    private static Path directory;

    private static Scripts scripts;

    @BeforeAll
    static void startTwoWorkers() throws Exception {
        scripts = new Scripts(directory.resolve("cluster"));
        scripts.run("cluster", List.of("start", "2"));
    }

    @AfterAll
    static void stop() throws Exception {
        scripts.run("cluster", List.of("stop"));
    }

    @Test
    void twoWorkerProcessesFitTheStatisticsOfLocalMode() throws Exception {
        Path onCluster = directory.resolve("on-cluster");
        String log = normalize(DIGITS.toString(), onCluster.toString());
        Path inOneProcess = directory.resolve("in-one-process");
        normalize(DIGITS.toString(), inOneProcess.toString(), "--master", "local[2]");

        JsonNode report =
                new ObjectMapper().readTree(onCluster.resolve("report.json").toFile());
        assertThat(report.get("master").asText()).as(log).startsWith("spark://127.0.0.1:");
        assertThat(report.get("rows").asInt()).isEqualTo(10_000);
        assertThat(StreamSupport.stream(report.get("results").spliterator(), false)
                        .map(result -> result.get("norm").asText() + " "
                                + result.get("syncJobs").asInt()))
                .containsExactly("none 0", "syncBatch 1", "layer 0", "group 0", "rms 0");

        SparkSessions.shared();
        SyncBatchNormModel cluster =
                SyncBatchNormModel.load(onCluster.resolve("model").toString());
        SyncBatchNormModel local =
                SyncBatchNormModel.load(inOneProcess.resolve("model").toString());
        assertThat(cluster.count()).isEqualTo(local.count()).isEqualTo(8_000);
        double[] mean = local.runningMean();
        double[] variance = local.runningVariance();
        for (int c = 0; c < mean.length; c++) {
            double scale = Math.max(Math.abs(mean[c]), Math.sqrt(variance[c]));
            assertThat(cluster.runningMean()[c]).as("mean of channel " + c).isCloseTo(mean[c], within(1e-12 * scale));
            assertThat(cluster.runningVariance()[c])
                    .as("variance of channel " + c)
                    .isCloseTo(variance[c], within(1e-9 * variance[c]));
        }
    }

    @Test
    void theSameJobReadsAndWritesHdfs() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("hdfs").toString());
        try (MiniDFSCluster hdfs = new MiniDFSCluster.Builder(configuration).build()) {
            FileSystem files = hdfs.getFileSystem();
            org.apache.hadoop.fs.Path digits = files.makeQualified(new org.apache.hadoop.fs.Path("/digits"));
            org.apache.hadoop.fs.Path reports = files.makeQualified(new org.apache.hadoop.fs.Path("/reports"));
            files.copyFromLocalFile(new org.apache.hadoop.fs.Path(DIGITS.toString()), digits);

            normalize(digits.toString(), reports.toString());

            assertThat(digits.toString()).startsWith("hdfs://");
            try (InputStream json = files.open(new org.apache.hadoop.fs.Path(reports, "report.json"))) {
                assertThat(new ObjectMapper().readTree(json).get("results")).hasSize(5);
            }
            try (InputStream html = files.open(new org.apache.hadoop.fs.Path(reports, "report.html"))) {
                assertThat(new String(html.readAllBytes(), StandardCharsets.UTF_8))
                        .endsWith("</html>\n");
            }
        }
    }

    private static String normalize(String input, String output, String... sparkOptions) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(sparkOptions));
        arguments.addAll(List.of("org.sparknorm.examples.Normalize", "--max-iter", "1"));
        arguments.addAll(List.of("--input", input, "--output", output, "--save-model", output + "/model"));
        return scripts.run("submit", arguments);
    }
}
