package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Variables;

@Timeout(120)
class CheckpointTest {

    private static final int ROWS = 100;

    @TempDir
    private Path folder;

    private TrainingSettings.Builder settings() {
        return Training.mlp(NormKind.SYNC_BATCH)
                .workers(2)
                .sync(SyncKind.COLLECTIVE)
                .solver(Solver.adamW())
                .checkpointDir(folder.toUri().toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void resumedTrainingGivesTheBitsOfOneThatNeverStopped() throws IOException {
        Variables whole =
                Training.train(settings().checkpointDir(null).epochs(3), ROWS).variables();
        Training.train(settings().epochs(1), ROWS);
        assertThat(files()).containsExactly("epoch-00000001.checkpoint");

        TrainedNetwork resumed = Training.train(settings().epochs(3), ROWS);

        assertThat(resumed.variables().parameters()).isEqualTo(whole.parameters());
        assertThat(resumed.variables().runningMean()).isDeepEqualTo(whole.runningMean());
        assertThat(resumed.variables().runningVariance()).isDeepEqualTo(whole.runningVariance());
        assertThat(resumed.summary().epochs()).extracting(EpochReport::epoch).containsExactly(2, 3);
        assertThat(resumed.summary().steps().get(0).step()).isEqualTo(4);
        assertThat(files()).containsExactly("epoch-00000003.checkpoint");
    }

    @Test
    void finishedTrainingIsNotTrainedAgain() {
        Variables trained = Training.train(settings(), ROWS).variables();
        TrainedNetwork again = Training.train(settings(), ROWS);

        assertThat(again.variables().parameters()).isEqualTo(trained.parameters());
        assertThat(again.summary().epochs()).isEmpty();
    }

    @Test
    void checkpointsAreWrittenEverySoManyEpochsAndAtTheEnd() throws IOException {
        TrainingSettings.Builder tree = settings().sync(SyncKind.TREE_AGGREGATE).checkpointInterval(2);
        assertThatExceptionOfType(StopAfterThree.class)
                .isThrownBy(() -> new Trainer(tree.epochs(5).build(), (report, variables) -> {
                            if (report.epoch() == 3) {
                                throw new StopAfterThree();
                            }
                        })
                        .train(Training.rows(tree.build(), ROWS)));
        assertThat(files()).containsExactly("epoch-00000002.checkpoint");

        Training.train(tree.epochs(5), ROWS);
        assertThat(files()).containsExactly("epoch-00000005.checkpoint");
    }

    private static final class StopAfterThree extends RuntimeException {}

    @Test
    void divergenceKeepsTheLastCheckpoint() throws IOException {
        Schedule explodes = new Schedule.Cosine(1e38, 1_000_000, 2_000_000);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> Training.train(
                        settings().solver(Solver.sgd(0.9)).schedule(explodes).epochs(5), 40));
        TrainingSettings.Builder good = settings();
        Training.train(good, ROWS);
        assertThat(files()).containsExactly("epoch-00000001.checkpoint");
    }

    @Test
    void checkpointOfAnotherTrainingIsRefused() {
        Training.train(settings(), ROWS);

        assertRefused(settings().seed(8), ROWS, "found seed 3, expected 8");
        assertRefused(settings().workers(3), ROWS, "found workers 2, expected 3");
        assertRefused(settings(), ROWS + 1, "found rows 100, expected 101");
        assertRefused(
                Training.settings(Network.parse("dense 17, norm, relu, dense 4"), Shape.of(20), NormKind.SYNC_BATCH)
                        .checkpointDir(folder.toString()),
                ROWS,
                "found network dense 16, norm, relu, dense 4, expected dense 17, norm, relu, dense 4");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 30, 2000})
    void truncatedCheckpointIsRefused(int length) throws IOException {
        Training.train(settings(), ROWS);
        byte[] bytes = Files.readAllBytes(file());
        replace(Arrays.copyOf(bytes, length));

        assertRefused(settings(), ROWS, "epoch-00000001.checkpoint is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 20, 2000})
    void changedByteIsNoticed(int at) throws IOException {
        Training.train(settings(), ROWS);
        byte[] bytes = Files.readAllBytes(file());
        bytes[at] ^= 1;
        replace(bytes);

        assertRefused(settings(), ROWS, "epoch-00000001.checkpoint is damaged");
    }

    private void assertRefused(TrainingSettings.Builder settings, int rows, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.train(settings, rows))
                .withMessageContaining(message);
    }

    private Path file() {
        return folder.resolve("epoch-00000001.checkpoint");
    }

    /** Without the checksum that Hadoop's local file system keeps beside it: damage that only we can notice. */
    private void replace(byte[] bytes) throws IOException {
        Files.delete(folder.resolve(".epoch-00000001.checkpoint.crc"));
        Files.write(file(), bytes);
    }
}
