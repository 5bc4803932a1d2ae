package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

    @TempDir
    private Path directory;

    @Test
    void itsFilesAreReplacedAndOthersStay() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "mine");
        write(Map.of("report.json", "first", "report.html", "page"));
        write(Map.of("report.json", "second", "report.html", "page"));
        assertThat(directory.resolve("report.json")).hasContent("second");
        assertThat(directory.resolve("notes.txt")).hasContent("mine");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".crc")))
                    .containsExactlyInAnyOrder("notes.txt", "report.json", "report.html");
        }
    }

    @Test
    void aFailedWriteLeavesWhatWasThere() throws IOException {
        write(Map.of("report.json", "first"));
        Files.createDirectories(directory.resolve("report.html/full"));
        assertThatThrownBy(() -> write(Map.of("report.html", "page"))).isInstanceOf(IOException.class);
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".report.html")))
                    .isEmpty();
        }
        assertThat(directory.resolve("report.json")).hasContent("first");
    }

    private void write(Map<String, String> files) throws IOException {
        Publication.write(
                new org.apache.hadoop.fs.Path(directory.resolve(".").normalize().toString()),
                files,
                new Configuration());
    }
}
