package org.sparknorm.lab.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.StudyReportFixture;
import org.sparknorm.lab.study.measure.MicroPoint;

class StudyFilesTest {

    @TempDir
    private Path directory;

    private StudyFiles files;

    @BeforeEach
    void open() {
        files = new StudyFiles(new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());
    }

    @Test
    void aStudyGoesOnFromItsReportWhetherItHadEndedOrNot() throws IOException {
        StudyReport report = StudyReportFixture.report();
        assertThat(files.earlier()).isNull();

        files.write(report.environment(), report.microbenchmarks(), List.of(), report.cluster());
        assertThat(files.earlier())
                .isEqualTo(new StudyFiles.Earlier(report.environment(), report.microbenchmarks(), List.of()));

        files.write(report);
        assertThat(files.earlier())
                .isEqualTo(new StudyFiles.Earlier(report.environment(), report.microbenchmarks(), report.training()));
        assertThat(directory.resolve("report.html")).exists();
    }

    @Test
    void anEarlierReportIsKeptUnderTheTimeOfItsBeginning() throws IOException {
        files.write(StudyReportFixture.report());
        String name = files.keep(files.earlier());
        assertThat(name).startsWith("report-2025-01-01");
        assertThat(directory.resolve(name)).exists();
        assertThat(directory.resolve("report.json")).doesNotExist();
    }

    @Test
    void aReportOfAnotherJobIsNotTakenForAStudy() throws IOException {
        Files.writeString(directory.resolve("report.json"), "[]");
        assertThatThrownBy(() -> files.earlier())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("report.json is no study's");
    }

    @Test
    void csvHasALineForEachPointAndAColumnForEachPart() {
        List<MicroPoint> points = StudyReportFixture.report().microbenchmarks();
        List<String> lines = StudyFiles.csv(points).lines().toList();
        assertThat(lines).hasSize(1 + points.size());
        assertThat(lines.get(0)).startsWith("way,depth,finalAggregate,partitions,channels,bytes,");
        assertThat(lines.get(lines.size() - 1)).endsWith("\"16 ranks, but tasks can run 2 at a time\"");
    }
}
