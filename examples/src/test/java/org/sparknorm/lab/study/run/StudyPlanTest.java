package org.sparknorm.lab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.MicroGrid;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.training.TrainingCase;
import org.sparknorm.lab.study.training.TrainingGrid;
import org.sparknorm.lab.study.training.TrainingPoint;

class StudyPlanTest {

    private static final String MASTER = "local[2]";
    private static final String GRID = """
            masters = ["local[2]"]
            secondsPerPoint = %s
            leastIterations = 5
            mostIterations = 50
            slowIterations = 1
            microbenchmarks = [
              { way = treeAggregate, partitions = 2, channels = [8, 64], serializers = [java, kryo] }
              { way = treeAggregate, partitions = 4, channels = 8, serializers = kryo }
              { way = collective, partitions = 2, channels = 8 }
            ]
            """;
    private static final String TRAINING = """
            training {
              widths = 8, depths = 1, norms = [syncBatch, layer], syncs = collective, workers = [1, 2]
              batchSize = 32, features = 8, steps = 5, warmup = 2, treeSteps = 1, treeWarmup = 1
            }
            """;

    @Test
    void whatSerializersAreComparedByIsMeasuredInTwoSessionsOfEachInAnOrderThatFavorsNeither() throws IOException {
        List<SessionPlan> visits = visits(GRID.formatted(1), List.of());
        assertThat(visits).extracting(SessionPlan::serializer).containsExactly("kryo", "java", "java", "kryo");
        assertThat(visits).extracting(visit -> visit.cases().size()).containsExactly(2 + 2, 2, 2, 2);
        assertThat(visits.get(0).cases()).containsAll(visits.get(3).cases());
        assertThat(visits.get(1).cases()).isEqualTo(visits.get(2).cases());
    }

    @Test
    void whatTakesLongIsComparedInMoreSessionsSoThatLessIsLostWhenItIsStopped() throws IOException {
        assertThat(visits(GRID.formatted(1000), List.of()))
                .extracting(visit -> visit.cases().size())
                .containsExactly(1 + 2, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void networksAreTrainedInTheFirstSessionUnlessAllAre() throws IOException {
        String grid = GRID.formatted(1) + TRAINING;
        assertThat(visits(grid, List.of())).extracting(SessionPlan::trains).containsExactly(true, false, false, false);
        List<TrainingPoint> all = trained(grid);
        assertThat(visits(grid, all)).extracting(SessionPlan::trains).containsOnly(false);
        assertThat(visits(grid, all.subList(1, all.size())))
                .extracting(SessionPlan::trains)
                .contains(true);
    }

    @Test
    void whatIsDoneNeedsNoSession() throws IOException {
        StudyGrid grid = StudyGrid.parse("grid", GRID.formatted(1) + TRAINING);
        List<MicroPoint> done = MicroGrid.cases(grid.microbenchmarks(), MASTER, MASTER).stream()
                .map(each -> each.skipped(2, "made up"))
                .toList();
        StudyPlan plan = new StudyPlan(grid, new Sessions(), done, trained(GRID.formatted(1) + TRAINING));
        assertThat(plan.visits(MASTER, plan.compared(MASTER))).isEmpty();
        assertThat(plan.points()).isZero();
    }

    private static List<SessionPlan> visits(String text, List<TrainingPoint> trained) throws IOException {
        StudyPlan plan = new StudyPlan(StudyGrid.parse("grid", text), new Sessions(), List.of(), trained);
        Set<MicroCase> compared = plan.compared(MASTER);
        return plan.visits(MASTER, compared);
    }

    private static List<TrainingPoint> trained(String text) throws IOException {
        TrainingGrid grid = StudyGrid.parse("grid", text).training();
        return TrainingCase.of(grid, 2).stream()
                .map(each -> new TrainingPoint(
                        each.network(),
                        1,
                        each.width(),
                        each.depth(),
                        each.norm(),
                        each.sync(),
                        each.workers(),
                        each.batchSize(),
                        each.scaling(),
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        MASTER,
                        2,
                        "made up"))
                .toList();
    }
}
