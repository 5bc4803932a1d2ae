package org.sparknorm.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.MicroGrid;
import org.sparknorm.lab.study.model.Cluster;

class StudyGridTest {

    private static final Path CONF = Path.of("").toAbsolutePath().getParent().resolve("conf");

    private static final String PACE =
            "secondsPerPoint = 1\nleastIterations = 5\nmostIterations = 50\nslowIterations = 1\n";

    @ParameterizedTest
    @ValueSource(strings = {"study-quick.conf", "study-full.conf"})
    void theGridsOfTheProjectHaveAllWaysAndTraining(String name) throws IOException {
        StudyGrid grid = StudyGrid.parse(name, Files.readString(CONF.resolve(name)));
        assertThat(grid.microbenchmarks())
                .extracting(MicroGrid::way)
                .contains("treeAggregate", "collective", "barrier", "allGather", "tcp");
        assertThat(grid.training()).isNotNull();
        assertThat(grid.masters()).startsWith("submitted");
    }

    @Test
    void theFullGridGoesFromOneTo65536ChannelsAndFromOneTo1024Partitions() throws IOException {
        StudyGrid grid = StudyGrid.parse("full", Files.readString(CONF.resolve("study-full.conf")));
        Set<MicroCase> cases = MicroGrid.cases(grid.microbenchmarks(), "submitted", "m");
        assertThat(cases).extracting(MicroCase::partitions).contains(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);
        assertThat(cases).extracting(MicroCase::channels).contains(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);
        assertThat(cases).extracting(MicroCase::channels).contains(2048, 4096, 8192, 16384, 32768, 65536);
        assertThat(cases).extracting(MicroCase::depth).contains(1, 2, 3);
        assertThat(cases).extracting(MicroCase::serializer).contains("java", "kryo");
    }

    @Test
    void allCombinationsAreMeasuredOnceOnEachMaster() throws IOException {
        StudyGrid grid = parse("masters = [submitted, \"local[1]\"]\nmicrobenchmarks = ["
                + "{ way = treeAggregate, partitions = [1, 2], channels = 8, depths = [1, 2], serializers = java },"
                + "{ way = treeAggregate, partitions = 2, channels = 8, depths = 2 },"
                + "{ way = tcp, channels = 8, masters = submitted }]");
        assertThat(MicroGrid.cases(grid.microbenchmarks(), "submitted", "m")).hasSize(6);
        assertThat(MicroGrid.cases(grid.microbenchmarks(), "local[1]", "local[1]"))
                .hasSize(5)
                .extracting(MicroCase::master)
                .containsOnly("local[1]");
        assertThat(grid.trainingMasters()).isEqualTo(List.of("submitted"));
        assertThat(grid.cluster()).isEqualTo(Cluster.DEFAULT);
    }

    @Test
    void whatIsDefinedIsThereToReferTo() throws IOException {
        StudyGrid grid =
                parse("define { sizes = [1, 2] }\nmicrobenchmarks = [{ way = tcp, channels = ${define.sizes} }]");
        assertThat(grid.microbenchmarks().get(0).channels()).containsExactly(1, 2);
    }

    @Test
    void layoutAndCommentsDoNotMakeAnotherGrid() throws IOException {
        StudyGrid one = parse("microbenchmarks = [{ way = tcp, channels = [1, 2] }]");
        StudyGrid same = parse("# as before\nmicrobenchmarks: [\n  { channels: [1, 2], way: \"tcp\" }\n]\n");
        StudyGrid other = parse("microbenchmarks = [{ way = tcp, channels = [1, 3] }]");
        assertThat(same.checksum()).isEqualTo(one.checksum());
        assertThat(other.checksum()).isNotEqualTo(one.checksum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partition = 2 | found partition, expected of masters, secondsPerPoint",
                "name = mine | found name, expected of masters, secondsPerPoint",
                "microbenchmarks = [{ way = tcp, chanels = 1 }] | found microbenchmarks[0].chanels, expected of way",
                "microbenchmarks = [{ way = ring, channels = 1 }] | way is ring, expected of treeAggregate, collective",
                "microbenchmarks = [{ way = collective, channels = 1 }] | collective: partitions is null, expected"
                        + " numbers",
                "microbenchmarks = [{ way = collective, partitions = 0, channels = 1 }] | collective: partitions is"
                        + " [0]",
                "microbenchmarks = [{ way = tcp, partitions = 3, channels = 1 }] | tcp: partitions is [3], expected 2",
                "microbenchmarks = [{ way = tcp, channels = 1, depths = 2 }] | which treeAggregate alone has",
                "microbenchmarks = [{ way = tcp, channels = many }] | microbenchmarks.[0].channels",
                "microbenchmarks = [{ way = tcp, channels = 1.5 }] | microbenchmarks.[0].channels",
                "microbenchmarks = [{ way = tcp, channels = 1, masters = other }] | masters are [other], expected of"
                        + " masters",
                "microbenchmarks = [] | found nothing to measure",
                "microbenchmarks = [{ way = tcp, channels = 1 }], leastIterations = 60 | no fewer than leastIterations",
                "training { widths = 8 } | training.batchSize is missing, expected a number",
                "microbenchmarks = [{ | grid mine.conf:",
            })
    void whatIsNotKnownIsRefusedWithWhatIs(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("grid mine.conf: ")
                .hasMessageContaining(message);
    }

    private static StudyGrid parse(String text) throws IOException {
        return StudyGrid.parse("mine.conf", PACE + text);
    }
}
