package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Batches;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.Example;

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

    /** Names of the files of all trainings, by the names of their folders. */
    private Map<String, List<String>> files() throws IOException {
        Map<String, List<String>> names = new TreeMap<>();
        try (Stream<Path> trainings = Files.list(folder)) {
            for (Path training : trainings.toList()) {
                names.put(training.getFileName().toString(), names(training));
            }
        }
        return names;
    }

    private static List<String> names(Path training) throws IOException {
        try (Stream<Path> files = Files.list(training)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private static void interrupt(TrainingSettings.Builder builder, int epoch) {
        Training.interrupt(builder, Training.rows(builder.build(), ROWS), epoch);
    }

    private static List<Example> examples(TrainingSettings.Builder settings) {
        return new ArrayList<>(Training.examples(settings.build().program(), ROWS, false));
    }

    private static TrainedNetwork train(TrainingSettings.Builder builder, List<Example> examples) {
        return new Trainer(builder.build(), (report, variables) -> {})
                .train(Training.spark().parallelize(examples, 5));
    }

    @Test
    void interruptedTrainingGivesTheBitsOfOneThatNeverStopped() throws IOException {
        Variables whole =
                Training.train(settings().checkpointDir(null).epochs(3), ROWS).variables();
        interrupt(settings().epochs(3), 1);
        assertThat(files().values()).containsExactly(List.of("epoch-00000001.checkpoint"));

        TrainedNetwork resumed = Training.train(settings().epochs(3), ROWS);

        assertThat(resumed.variables().parameters()).isEqualTo(whole.parameters());
        assertThat(resumed.variables().runningMean()).isDeepEqualTo(whole.runningMean());
        assertThat(resumed.variables().runningVariance()).isDeepEqualTo(whole.runningVariance());
        assertThat(resumed.summary().epochs()).extracting(EpochReport::epoch).containsExactly(2, 3);
        assertThat(resumed.summary().steps().get(0).step()).isEqualTo(4);
        assertThat(files()).isEmpty();
    }

    @Test
    void finishedTrainingLeavesNothingAndTheNextOneIsWhole() throws IOException {
        Variables trained = Training.train(settings(), ROWS).variables();
        assertThat(files()).isEmpty();
        TrainedNetwork again = Training.train(settings(), ROWS);

        assertThat(again.variables().parameters()).isEqualTo(trained.parameters());
        assertThat(again.summary().epochs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"label", "feature", "weight", "row"})
    void anInterruptedTrainingOfOtherRowsIsNotTakenUp(String change) {
        List<Example> rows = examples(settings());
        List<Example> other = new ArrayList<>(rows);
        Example last = rows.get(ROWS - 1);
        switch (change) {
            case "label" -> other.set(ROWS - 1, new Example(last.features(), (last.label() + 1) % 4));
            case "feature" -> other.set(ROWS - 1, new Example(new float[20], last.label()));
            case "weight" -> other.set(ROWS - 1, new Example(last.features(), last.label(), 2));
            default -> other.remove(ROWS - 1);
        }
        Training.interrupt(settings().epochs(2), Training.spark().parallelize(rows, 5), 1);

        TrainedNetwork trained = train(settings().epochs(2), other);

        assertThat(trained.summary().epochs()).hasSize(2);
        assertThat(trained.variables().parameters())
                .isEqualTo(train(settings().epochs(2).checkpointDir(null), other)
                        .variables()
                        .parameters());
    }

    @Test
    void theSameRowsInOtherPartitionsAreTheSameTraining() {
        List<Example> rows = examples(settings());
        Training.interrupt(settings().epochs(2), Training.spark().parallelize(rows, 5), 1);
        Collections.swap(rows, 3, 70);

        TrainingSettings settings = settings().epochs(2).build();
        TrainedNetwork trained = new Trainer(settings, (report, variables) -> {})
                .train(Training.spark().parallelize(rows, 2));
        assertThat(trained.summary().epochs()).hasSize(1);
    }

    @Test
    void anInterruptedTrainingOfOtherSettingsIsNotTakenUpNorRemoved() throws IOException {
        interrupt(settings().epochs(4), 2);
        Map<String, List<String>> interrupted = files();
        List<TrainingSettings.Builder> grid = List.of(
                settings().epochs(1),
                settings().epochs(3),
                settings().epochs(4).seed(8),
                settings().epochs(4).schedule(new Schedule.Constant(0.5 * Training.RATE, 0)),
                Training.settings(Network.parse("dense 17, norm, relu, dense 4"), Shape.of(20), NormKind.SYNC_BATCH)
                        .checkpointDir(folder.toString()));
        for (TrainingSettings.Builder settings : grid) {
            int epochs = settings.build().optimization().epochs();
            assertThat(Training.train(settings, ROWS).summary().epochs()).hasSize(epochs);
        }
        assertThat(files()).isEqualTo(interrupted);
        assertThat(Training.train(settings().epochs(4), ROWS).summary().epochs())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = NormKind.class,
            names = {"SYNC_BATCH", "BATCH"})
    void anotherNumberOfWorkersGoesOnUnlessEachHasStatisticsOfItsOwn(NormKind kind) {
        TrainingSettings.Builder settings = settings()
                .solver(Solver.sgd(0.9))
                .normalization(Normalization.of(kind))
                .epochs(3);
        Variables whole =
                Training.train(settings.checkpointDir(null).workers(2), ROWS).variables();
        settings.checkpointDir(folder.toString());
        interrupt(settings, 1);

        TrainedNetwork resumed = Training.train(settings.workers(1), ROWS);

        assertThat(resumed.summary().workers()).isEqualTo(1);
        assertThat(resumed.summary().epochs()).hasSize(kind == NormKind.BATCH ? 3 : 2);
        if (kind == NormKind.SYNC_BATCH) {
            assertThat(Batches.difference(resumed.variables().parameters(), whole.parameters()))
                    .isLessThan(1e-4);
        }
    }

    @Test
    void checkpointsAreWrittenEverySoManyEpochs() throws IOException {
        TrainingSettings.Builder tree =
                settings().sync(SyncKind.TREE_AGGREGATE).checkpointInterval(2).epochs(5);
        interrupt(tree, 3);
        assertThat(files().values()).containsExactly(List.of("epoch-00000002.checkpoint"));
        interrupt(tree, 4);
        assertThat(files().values()).containsExactly(List.of("epoch-00000004.checkpoint"));
    }

    @Test
    void divergenceKeepsTheLastCheckpoint() throws IOException {
        // Weights grow by a factor of 1e4 each step; there are 4 an epoch.
        TrainingSettings.Builder explodes = settings().solver(Solver.sgd(0)).weightDecay(1e4 / Training.RATE);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> Training.train(explodes.epochs(5), ROWS))
                .withMessageContaining("epoch 2");

        assertThat(files().values()).containsExactly(List.of("epoch-00000001.checkpoint"));
    }

    @Test
    void folderThatCannotBeWrittenToIsRefusedBeforeTheFirstEpoch() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(
                                settings().checkpointDir(file.toString()).build(), (report, variables) -> {
                                    throw new IllegalStateException("an epoch was trained");
                                })
                        .train(Training.rows(settings().build(), ROWS)))
                .withMessageStartingWith("cannot write checkpoints to ");
    }

    @Test
    void emptyPathIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().checkpointDir(" ").build())
                .withMessage("checkpointDir must be the path of a folder, found ' '");
    }
}
