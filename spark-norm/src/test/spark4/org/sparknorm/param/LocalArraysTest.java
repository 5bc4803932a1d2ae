package org.sparknorm.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.SparkSessions;
import org.sparknorm.param.ModelFilesTest.NumbersFiles;

/** What Spark Connect asks of a model's writer and reader. */
class LocalArraysTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        SparkSessions.shared();
    }

    @Test
    void sparkConnectKeepsModelsOnTheDriversDisk() throws Exception {
        String path = folder.resolve("model").toString();
        new NumbersFiles().writer(ModelFilesTest.numbers()).saveToLocal(path);
        assertThat(folder.resolve("model/data")).isRegularFile();
        ModelFilesTest.assertSame(new NumbersFiles().reader().loadFromLocal(path), ModelFilesTest.numbers());
    }
}
