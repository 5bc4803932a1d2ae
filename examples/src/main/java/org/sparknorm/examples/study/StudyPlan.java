package org.sparknorm.examples.study;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a study still has to measure, in which session, and how long that may take. */
final class StudyPlan {

    /** A guess, as all of these: the log corrects them by what the points really take. */
    static final double TRAINING_SECONDS = 2;

    private static final double TASK_SECONDS = 0.003;
    private static final double SLOW_SECONDS = 1;

    private final StudyGrid grid;
    private final Sessions sessions;
    private final int points;
    private final double seconds;

    /**
     * @param done of an earlier run
     * @param trained points of training, of an earlier run
     */
    StudyPlan(StudyGrid grid, Sessions sessions, Collection<MicroPoint> done, int trained) {
        this.grid = grid;
        this.sessions = sessions;
        List<MicroCase> open = grid.masters().stream()
                .flatMap(master -> cases(master).stream())
                .filter(each -> done.stream().noneMatch(each::isOf))
                .toList();
        // As if all workers fitted: how many do is known once there is a session.
        int networks = grid.training() == null
                ? 0
                : grid.trainingMasters().size() * TrainingStudy.size(grid.training(), Integer.MAX_VALUE) - trained;
        points = open.size() + networks;
        seconds = networks * TRAINING_SECONDS
                + open.stream()
                        .mapToDouble(each -> seconds(each.way().toString(), each.partitions()))
                        .sum();
    }

    int points() {
        return points;
    }

    double seconds() {
        return seconds;
    }

    double seconds(String way, int partitions) {
        return way.equals(Way.BARRIER.toString()) || way.equals(Way.ALL_GATHER.toString())
                ? SLOW_SECONDS * (1 + grid.slowIterations())
                : way.equals(Way.TREE_AGGREGATE.toString())
                        ? Math.max(grid.secondsPerPoint(), (2 + grid.leastIterations()) * partitions * TASK_SECONDS)
                        : grid.secondsPerPoint();
    }

    private Set<MicroCase> cases(String master) {
        return MicroGrid.cases(grid.microbenchmarks(), master, sessions.label(master));
    }

    /** Points of this session that are not done. Ways that use no serializer are measured with Kryo, as training is. */
    List<MicroCase> open(String master, String serializer, Collection<MicroPoint> done) {
        return cases(master).stream()
                .filter(each -> serializer.equals(each.serializer() == null ? MicroGrid.KRYO : each.serializer()))
                .filter(each -> done.stream().noneMatch(each::isOf))
                .toList();
    }

    boolean trains(String master, String serializer) {
        return grid.training() != null && grid.trainingMasters().contains(master) && MicroGrid.KRYO.equals(serializer);
    }
}
