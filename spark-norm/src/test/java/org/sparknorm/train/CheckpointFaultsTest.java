package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.FullDisk;
import org.sparknorm.network.NormKind;
import org.sparknorm.shard.Example;

/** Whatever becomes of a checkpoint or of its disk: training goes on from a whole one, or says what is wrong. */
@Tag("slow")
@Timeout(120)
class CheckpointFaultsTest {

    private static final int ROWS = 100;
    private static final int EPOCHS = 3;

    /** A training that was interrupted after its first epoch. */
    @TempDir
    private static Path interrupted;

    private static float[] undisturbed;

    @TempDir
    private Path folder;

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static TrainingSettings settings(String folder) {
        return Training.mlp(NormKind.SYNC_BATCH)
                .workers(2)
                .sync(SyncKind.COLLECTIVE)
                .epochs(EPOCHS)
                .checkpointDir(folder)
                .build();
    }

    private static float[] train(String folder) {
        return train(settings(folder), EPOCHS);
    }

    /** Trains until an epoch is done, and is interrupted unless it is the last. */
    private static float[] train(TrainingSettings settings, int stopAfter) {
        JavaRDD<Example> rows = Training.rows(settings, ROWS);
        return new Trainer(settings, (report, variables) -> {
                    if (report.epoch() == stopAfter && stopAfter < EPOCHS) {
                        throw new Stop();
                    }
                })
                .train(rows)
                .variables()
                .parameters();
    }

    @BeforeAll
    static void interruptATraining() {
        undisturbed = train(null);
        assertThatExceptionOfType(Stop.class).isThrownBy(() -> train(settings(interrupted.toString()), 1));
    }

    @AfterEach
    void makeRoom() {
        FullDisk.setRoom(Long.MAX_VALUE);
    }

    /** The one checkpoint under a folder. */
    private static Path checkpoint(Path folder) throws IOException {
        List<Path> found = files(folder).stream()
                .filter(file -> file.toString().endsWith(".checkpoint"))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static List<Arguments> damages() throws IOException {
        byte[] whole = Files.readAllBytes(checkpoint(interrupted));
        List<Arguments> damages = new ArrayList<>();
        for (int tenths = 0; tenths < 10; tenths++) {
            int at = whole.length * tenths / 10;
            damages.add(Arguments.of("cut at byte " + at, Arrays.copyOf(whole, at)));
        }
        for (int at : new int[] {0, 5, 9, 30, 200, whole.length / 3, whole.length / 2, whole.length - 1}) {
            byte[] altered = whole.clone();
            altered[at] ^= 0x11;
            damages.add(Arguments.of("byte " + at + " altered", altered));
        }
        byte[] noise = new byte[whole.length];
        new Random(1).nextBytes(noise);
        damages.add(Arguments.of("noise", noise));
        damages.add(Arguments.of("zeros from the middle on", zerosFrom(whole, whole.length / 2)));
        damages.add(Arguments.of("without its last byte", Arrays.copyOf(whole, whole.length - 1)));
        damages.add(Arguments.of("a byte too long", Arrays.copyOf(whole, whole.length + 1)));
        return damages;
    }

    private static byte[] zerosFrom(byte[] whole, int at) {
        return Arrays.copyOf(Arrays.copyOf(whole, at), whole.length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedCheckpointIsRefusedInWords(String what, byte[] damaged) throws IOException {
        Path file = folder.resolve(interrupted.relativize(checkpoint(interrupted)));
        Files.createDirectories(file.getParent());
        Files.write(file, damaged);

        assertThatIllegalArgumentException()
                .as(what)
                .isThrownBy(() -> train(folder.toString()))
                .withMessageContaining(file.toString())
                .withMessageMatching("(?s).*(is damaged: \\w+|found .+, expected ).*");
    }

    @Test
    void theCheckpointOfAnInterruptedTrainingGoesOnToTheSameBits() throws IOException {
        Path file = folder.resolve(interrupted.relativize(checkpoint(interrupted)));
        Files.createDirectories(file.getParent());
        Files.copy(checkpoint(interrupted), file);

        assertThat(train(folder.toString())).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 4000})
    void aDiskThatFillsUpLeavesTheCheckpointBefore(long room) throws IOException {
        String full = FullDisk.path(folder);
        TrainingSettings settings = settings(full);
        Throwable stopped = catchThrowable(() -> new Trainer(settings, (report, variables) -> FullDisk.setRoom(room))
                .train(Training.rows(settings, ROWS)));

        assertThat(stopped)
                .hasMessageContaining("cannot write the checkpoint of epoch 2")
                .hasStackTraceContaining("No space left on device");
        assertThat(files(folder)).hasSize(1);
        assertThat(Files.readAllBytes(checkpoint(folder))).isEqualTo(Files.readAllBytes(checkpoint(interrupted)));

        FullDisk.setRoom(Long.MAX_VALUE);
        assertThat(train(full)).isEqualTo(undisturbed);
    }

    @Test
    void aFullDiskLeavesNoFirstCheckpoint() throws IOException {
        String full = FullDisk.path(folder);
        FullDisk.setRoom(500);

        assertThat(catchThrowable(() -> train(full))).hasStackTraceContaining("No space left on device");
        assertThat(files(folder)).isEmpty();

        FullDisk.setRoom(Long.MAX_VALUE);
        assertThat(train(full)).isEqualTo(undisturbed);
    }

    @Test
    void aFolderWithoutFilesIsRefusedBeforeTheFirstEpoch() throws IOException {
        String full = FullDisk.path(folder);
        FullDisk.setRoom(-1);
        assertRefusedBeforeTheFirstEpoch(full, "cannot write checkpoints to " + full.replace("///", "/"));

        FullDisk.setRoom(Long.MAX_VALUE);
        Path file = Files.createFile(folder.resolve("file"));
        assertRefusedBeforeTheFirstEpoch(file.toString(), "cannot write checkpoints to " + file);
        assertRefusedBeforeTheFirstEpoch(file + "/below", "cannot write checkpoints to " + file + "/below");
        assertRefusedBeforeTheFirstEpoch("nowhere://host/folder", "cannot write checkpoints to nowhere://host/folder");
    }

    @Test
    void anEmptyPathIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(""))
                .withMessageContaining("checkpointDir")
                .withMessageContaining("found ''");
    }

    private static void assertRefusedBeforeTheFirstEpoch(String folder, String message) {
        List<Integer> epochs = new ArrayList<>();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    TrainingSettings settings = settings(folder);
                    new Trainer(settings, (report, variables) -> epochs.add(report.epoch()))
                            .train(Training.rows(settings, ROWS));
                })
                .withMessageContaining(message);
        assertThat(epochs).isEmpty();
    }
}
