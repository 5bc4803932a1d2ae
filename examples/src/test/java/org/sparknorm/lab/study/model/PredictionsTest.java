package org.sparknorm.lab.study.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sparknorm.lab.study.StudyReportFixture;

class PredictionsTest {

    private static final CostModel MODEL = CostModel.fit(StudyReportFixture.points());
    private static final List<Prediction> PREDICTED = new Predictions(MODEL, Cluster.DEFAULT).synchronizations();
    private static final List<StepPrediction> STEPS =
            new StepPredictions(MODEL, StudyReportFixture.training(), Cluster.DEFAULT).all();

    @Test
    void moreChannelsTakeLonger() {
        grouped(PREDICTED.stream().collect(Collectors.groupingBy(point -> List.of(point.plan(), point.executors()))))
                .forEach(group ->
                        assertThat(group).extracting(Prediction::micros).isSorted());
    }

    @Test
    void aFlatTreeAndACollectiveTakeLongerOverMoreExecutors() {
        grouped(PREDICTED.stream()
                        .filter(point -> point.depth() == null || point.depth() == 1)
                        .collect(Collectors.groupingBy(point -> List.of(point.plan(), point.channels()))))
                .forEach(group ->
                        assertThat(group).extracting(Prediction::micros).isSorted());
    }

    @Test
    void aSlowerNetworkTakesLonger() {
        List<Prediction> far = new Predictions(MODEL, new Cluster(500, 1250, 128)).synchronizations();
        List<Prediction> narrow = new Predictions(MODEL, new Cluster(50, 125, 128)).synchronizations();
        for (int i = 0; i < PREDICTED.size(); i++) {
            assertThat(far.get(i).micros()).isGreaterThan(PREDICTED.get(i).micros());
            assertThat(narrow.get(i).micros()).isGreaterThan(PREDICTED.get(i).micros());
        }
    }

    @Test
    void expectationsLieWithinTheirRanges() {
        assertThat(PREDICTED).allSatisfy(point -> {
            assertThat(point.lowMicros()).isLessThanOrEqualTo(point.micros());
            assertThat(point.highMicros()).isGreaterThanOrEqualTo(point.micros());
        });
    }

    @Test
    void oneWayIsBestForEachClusterAndSize() {
        PREDICTED.stream()
                .collect(Collectors.groupingBy(point -> List.of(point.executors(), point.channels())))
                .values()
                .forEach(ways -> {
                    assertThat(ways.stream().filter(Prediction::best)).hasSize(1);
                    assertThat(ways)
                            .filteredOn(Prediction::best)
                            .extracting(Prediction::micros)
                            .containsExactly(ways.stream()
                                    .mapToDouble(Prediction::micros)
                                    .min()
                                    .orElseThrow());
                });
    }

    @Test
    void treesPayOnLargeClustersOnly() {
        assertThat(micros(MethodSettings.tree(1), 10)).isLessThan(micros(MethodSettings.tree(2), 10));
        assertThat(micros(MethodSettings.tree(1), 10_000)).isGreaterThan(micros(MethodSettings.tree(2), 10_000));
    }

    @Test
    void synchronizingTakesLessOfTheStepsOfLargerModels() {
        grouped(STEPS.stream().collect(Collectors.groupingBy(step -> List.of(step.way(), step.executors()))))
                .forEach(group -> {
                    assertThat(group).extracting(StepPrediction::syncMicros).isSorted();
                    StepPrediction smallest = group.get(0);
                    StepPrediction largest = group.get(group.size() - 1);
                    assertThat(largest.syncShare()).isLessThan(smallest.syncShare());
                });
    }

    @Test
    void fivePercentIsWhereComputingIsNineteenTimesAsLong() {
        assertThat(STEPS)
                .allSatisfy(step -> assertThat(step.statisticsShare() < StepPredictions.LITTLE)
                        .isEqualTo(step.computeMicros() > 19 * step.statisticsMicros()))
                .anyMatch(step -> step.statisticsShare() < StepPredictions.LITTLE)
                .anyMatch(step -> step.statisticsShare() > StepPredictions.LITTLE);
    }

    @Test
    void withoutTrainingComputingIsNotKnown() {
        List<StepPrediction> steps = new StepPredictions(MODEL, List.of(), Cluster.DEFAULT).all();
        assertThat(steps).hasSameSizeAs(STEPS).allSatisfy(step -> {
            assertThat(step.computeMicros()).isNull();
            assertThat(step.syncShare()).isNull();
            assertThat(step.computeForFivePercentMicros()).isPositive();
        });
    }

    @Test
    void withoutPricesThereAreNoPredictions() {
        CostModel empty = CostModel.fit(List.of());
        assertThat(new Predictions(empty, Cluster.DEFAULT).synchronizations()).isEmpty();
        assertThat(new StepPredictions(empty, StudyReportFixture.training(), Cluster.DEFAULT).all())
                .isEmpty();
    }

    @Test
    void aClusterThatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cluster(50, 0, 128))
                .withMessageContaining("more than 0 MB/s")
                .withMessageContaining("50.0, 0.0 and 128");
    }

    private static double micros(MethodSettings plan, int executors) {
        return PREDICTED.stream()
                .filter(point -> point.plan().equals(plan) && point.executors() == executors)
                .max(Comparator.comparing(Prediction::channels))
                .orElseThrow()
                .micros();
    }

    private static <P> Iterable<List<P>> grouped(Map<?, List<P>> groups) {
        assertThat(groups).isNotEmpty();
        return groups.values();
    }
}
