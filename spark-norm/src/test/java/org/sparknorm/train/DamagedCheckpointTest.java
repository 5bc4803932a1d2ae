package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.network.NormKind;

/** Checkpoints whose bytes are not what was written. */
@Timeout(120)
class DamagedCheckpointTest {

    private static final int ROWS = 100;

    @TempDir
    private Path folder;

    private TrainingSettings.Builder settings() {
        return Training.mlp(NormKind.SYNC_BATCH).epochs(2).checkpointDir(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 30, 2000})
    void truncatedCheckpointIsRefused(int length) throws IOException {
        Training.interrupt(settings(), Training.rows(settings().build(), ROWS), 1);
        byte[] bytes = Files.readAllBytes(file());
        replace(Arrays.copyOf(bytes, length));

        assertRefused("epoch-00000001.checkpoint is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 20, 2000})
    void changedByteIsNoticed(int at) throws IOException {
        Training.interrupt(settings(), Training.rows(settings().build(), ROWS), 1);
        byte[] bytes = Files.readAllBytes(file());
        bytes[at] ^= 1;
        replace(bytes);

        assertRefused("epoch-00000001.checkpoint is damaged");
    }

    private void assertRefused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.train(settings(), ROWS))
                .withMessageContaining(message);
    }

    private Path file() throws IOException {
        try (Stream<Path> trainings = Files.list(folder)) {
            return trainings.findFirst().orElseThrow().resolve("epoch-00000001.checkpoint");
        }
    }

    /** Without the checksum that Hadoop's local file system keeps beside it: damage that only we can notice. */
    private void replace(byte[] bytes) throws IOException {
        Files.delete(file().resolveSibling(".epoch-00000001.checkpoint.crc"));
        Files.write(file(), bytes);
    }
}
