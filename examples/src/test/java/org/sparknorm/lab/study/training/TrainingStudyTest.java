package org.sparknorm.lab.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparknorm.examples.SparkSessions;

class TrainingStudyTest {

    private static final List<String> BOTH = List.of("collective", "treeAggregate");
    private static final List<String> NORMS = List.of("syncBatch", "batch", "layer");

    @Test
    void measuresEveryPointOfTheGridAndSkipsWhatHasNoSlots() throws IOException {
        TrainingGrid grid = grid(List.of("rms"), List.of(1, 2, 4));
        TrainingStudy study = study();
        List<TrainingPoint> told = new ArrayList<>();
        List<TrainingPoint> points = study.run(grid, List.of(), told::add);

        assertThat(told).isEqualTo(points).hasSize(TrainingStudy.size(grid, 2));
        assertThat(points).filteredOn(point -> point.workers() == 4).hasSize(4).allSatisfy(point -> {
            assertThat(point.skipped()).isEqualTo("4 workers, but tasks can run 2 at a time");
            assertThat(point.stepMicros()).isNull();
        });
        assertThat(points).filteredOn(point -> point.workers() < 4).allSatisfy(point -> {
            assertThat(point.skipped()).isNull();
            assertThat(point.stepMicros()).isPositive();
            assertThat(point.syncShare()).isBetween(0.0, 1.0);
            assertThat(point.steps()).isEqualTo(point.sync().equals("collective") ? 3 : 2);
        });
        assertThat(points).extracting(TrainingPoint::width).contains(8, 16);
        assertThat(points).extracting(TrainingPoint::depth).contains(1, 2);
        assertThat(points)
                .filteredOn(point -> point.workers() == 1 && point.scaling().equals("weak"))
                .extracting(TrainingPoint::batchSize)
                .containsOnly(8);
    }

    @Test
    void onlySynchronizedBatchNormNeedsMoreExchangesThanGradients() throws IOException {
        TrainingGrid grid = new TrainingGrid(
                List.of(8), List.of(1, 2), NORMS, List.of("treeAggregate"), List.of(2), 16, 4, 3, 1, 2, 1);
        assertThat(study().run(grid, List.of(), point -> {}))
                .hasSize(6)
                .allSatisfy(point -> assertThat(point.exchanges())
                        .isEqualTo(point.norm().equals("syncBatch") ? 2 * point.depth() + 1 : 1));
    }

    @Test
    void whatIsDoneIsNotTrainedAgain() throws IOException {
        TrainingGrid grid = grid(List.of("layer"), List.of(2));
        List<TrainingPoint> first = study().run(grid, List.of(), point -> {});
        List<TrainingPoint> again = study().run(grid, first, point -> {});
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i)).isSameAs(first.get(i));
        }
    }

    @Test
    void aGridOfAnUnknownNormIsRefused() throws IOException {
        TrainingStudy study = study();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study.run(grid(List.of("batchnorm"), List.of(4)), List.of(), point -> {}))
                .withMessageContaining("norms is batchnorm, expected of none, batch, syncBatch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid(List.of(), List.of(1)))
                .withMessageContaining("norms is missing or empty");
    }

    private static TrainingStudy study() throws IOException {
        return new TrainingStudy(SparkSessions.shared(), "local", 2);
    }

    private static TrainingGrid grid(List<String> norms, List<Integer> workers) {
        return new TrainingGrid(List.of(8, 16), List.of(1, 2), norms, BOTH, workers, 16, 4, 3, 1, 2, 1);
    }
}
