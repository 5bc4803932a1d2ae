package org.sparknorm.lab.study.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.MicroGrid;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.training.TrainingCase;
import org.sparknorm.lab.study.training.TrainingPoint;
import org.sparknorm.lab.study.training.TrainingStudy;

/** The plan of what a study still has to measure, in which session, and how long that may take. */
final class StudyPlan {

    /** A guess, as all of these: the log corrects them by what the points really take. */
    static final double TRAINING_SECONDS = 2;

    private static final double TASK_SECONDS = 0.003;
    private static final double SLOW_SECONDS = 1;

    /**
     * The sessions that compare serializers: driver and machine get faster or slower meanwhile, which in this order
     * favors neither. Kryo's has most to measure: it comes first where it may be the only one.
     */
    private static final List<String> SERIALIZERS =
            List.of(MicroGrid.KRYO, MicroGrid.JAVA, MicroGrid.JAVA, MicroGrid.KRYO);

    /**
     * What is compared in the same four sessions: no more, as what has only one half is lost when the study is stopped.
     */
    private static final double COMPARED_SECONDS = 600;

    private final StudyGrid grid;
    private final Sessions sessions;
    private final List<MicroPoint> done;
    private final List<TrainingPoint> trained;

    /**
     * @param done points of an earlier run
     * @param trained training points of an earlier run
     */
    StudyPlan(StudyGrid grid, Sessions sessions, Collection<MicroPoint> done, Collection<TrainingPoint> trained) {
        this.grid = grid;
        this.sessions = sessions;
        this.done = List.copyOf(done);
        this.trained = List.copyOf(trained);
    }

    public int points() {
        return (int) grid.masters().stream()
                        .mapToLong(master -> open(master).size())
                        .sum()
                + networks();
    }

    public double seconds() {
        return networks() * TRAINING_SECONDS
                + grid.masters().stream()
                        .mapToDouble(master -> seconds(open(master)))
                        .sum();
    }

    public double seconds(String way, int partitions) {
        return way.equals(SyncMethod.BARRIER.toString()) || way.equals(SyncMethod.ALL_GATHER.toString())
                ? SLOW_SECONDS * (1 + grid.slowIterations())
                : way.equals(SyncMethod.TREE_AGGREGATE.toString())
                        ? Math.max(grid.secondsPerPoint(), (2 + grid.leastIterations()) * partitions * TASK_SECONDS)
                        : grid.secondsPerPoint();
    }

    /** Returns what is measured with every serializer, in two sessions of each. */
    public Set<MicroCase> compared(String master) {
        Set<MicroCase> all = sessions.isSingle() ? Set.of() : cases(master);
        return all.stream()
                .filter(each -> each.serializer() != null
                        && SERIALIZERS.stream().map(each::with).allMatch(all::contains))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Returns the sessions of a master, one after another. Ways that use no serializer are measured with Kryo, as
     * training is.
     *
     * @param compared cases that {@link #compared(String)} gives them
     */
    List<SessionPlan> visits(String master, Set<MicroCase> compared) {
        List<MicroCase> open = open(master);
        List<List<MicroCase>> blocks =
                blocks(open.stream().filter(compared::contains).toList());
        List<MicroCase> rest =
                open.stream().filter(each -> !compared.contains(each)).toList();
        List<SessionPlan> visits = new ArrayList<>();
        for (List<MicroCase> block : blocks) {
            for (String serializer : SERIALIZERS) {
                boolean first =
                        visits.stream().noneMatch(visit -> visit.serializer().equals(serializer));
                List<MicroCase> cases = Stream.concat(block.stream(), first ? rest.stream() : Stream.empty())
                        .filter(each -> serializer.equals(serializer(each)))
                        .toList();
                visits.add(new SessionPlan(serializer, cases, visits.isEmpty() && trains(master)));
            }
        }
        return visits.stream()
                .filter(visit -> visit.trains() || !visit.cases().isEmpty())
                .toList();
    }

    private static String serializer(MicroCase each) {
        return each.serializer() == null ? MicroGrid.KRYO : each.serializer();
    }

    /** Returns at least one session, maybe empty; cases of the same sums stay together. */
    private List<List<MicroCase>> blocks(List<MicroCase> compared) {
        List<List<MicroCase>> blocks = new ArrayList<>();
        blocks.add(new ArrayList<>());
        double seconds = 0;
        for (List<MicroCase> group : MicroStudy.groups(compared)) {
            if (seconds > COMPARED_SECONDS) {
                blocks.add(new ArrayList<>());
                seconds = 0;
            }
            blocks.get(blocks.size() - 1).addAll(group);
            seconds += seconds(group);
        }
        return blocks;
    }

    private Set<MicroCase> cases(String master) {
        return MicroGrid.cases(grid.microbenchmarks(), master, sessions.label(master));
    }

    private List<MicroCase> open(String master) {
        return cases(master).stream()
                .filter(each -> done.stream().noneMatch(each::isOf))
                .toList();
    }

    private double seconds(Collection<MicroCase> cases) {
        return cases.stream()
                .mapToDouble(each -> seconds(each.way().toString(), each.partitions()))
                .sum();
    }

    /** Counts as if all workers fitted: how many do is known once there is a session. */
    private int networks() {
        return grid.training() == null
                ? 0
                : grid.trainingMasters().size() * TrainingStudy.size(grid.training(), Integer.MAX_VALUE)
                        - trained.size();
    }

    /** Returns whether a network is left to train: how many fit the master is known by those that were trained. */
    private boolean trains(String master) {
        if (grid.training() == null || !grid.trainingMasters().contains(master)) {
            return false;
        }
        List<TrainingPoint> here = trained.stream()
                .filter(point -> point.master().equals(sessions.label(master)))
                .toList();
        return here.isEmpty()
                || TrainingCase.of(grid.training(), here.get(0).cores()).stream()
                        .anyMatch(each -> here.stream().noneMatch(each::isOf));
    }
}
