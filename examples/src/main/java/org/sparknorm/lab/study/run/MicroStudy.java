package org.sparknorm.lab.study.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.measure.IterationBudget;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.PeerBench;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.measure.TreeBench;
import org.sparknorm.lab.study.measure.TreeBench.Tree;
import org.sparknorm.lab.study.measure.TreeResult;

/** Measures the microbenchmarks of one session. What cannot run becomes a point that says why. */
final class MicroStudy {

    private static final Logger LOG = LoggerFactory.getLogger(MicroStudy.class);

    /** Before the first point of a session, whose executors are new. */
    private static final IterationBudget WARMUP = new IterationBudget(3, 5, 500);

    /**
     * The budget of a first warm-up: in that session the driver is new, too: what was measured in it took twice as long
     * without.
     */
    private static final IterationBudget FIRST_WARMUP = new IterationBudget(15, 5, 5000);

    private final JavaSparkContext context;
    private final int cores;
    private final StudyGrid grid;
    private final IterationBudget warmup;
    private final SplitMeasurements halves;
    private final Consumer<MicroPoint> finished;

    /**
     * @param cores number of cores that tasks can run on at once
     * @param first true if the session is the driver's first
     * @param halves measurements of the sessions before, and for those after
     * @param finished told of each point
     */
    MicroStudy(
            SparkSession session,
            int cores,
            StudyGrid grid,
            boolean first,
            SplitMeasurements halves,
            Consumer<MicroPoint> finished) {
        context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.cores = cores;
        this.grid = grid;
        warmup = first ? FIRST_WARMUP : WARMUP;
        this.halves = halves;
        this.finished = finished;
    }

    void run(List<MicroCase> cases) {
        List<MicroCase> trees = cases.stream()
                .filter(each -> each.way() == SyncMethod.TREE_AGGREGATE)
                .toList();
        if (!trees.isEmpty()) {
            try (TreeBench bench = new TreeBench(context)) {
                bench.measure(cores, 1, List.of(new Tree(2, true)), warmup);
                // What serializers are compared by comes first: in all sessions executors are as new.
                for (boolean halved : new boolean[] {true, false}) {
                    IterationBudget pace = halved ? grid.pace().half() : grid.pace();
                    groups(trees.stream()
                                    .filter(each -> halves.halves(each) == halved)
                                    .toList())
                            .forEach(group -> runTrees(group, bench, pace));
                }
            }
        }
        cases.stream()
                .filter(each -> each.way() != SyncMethod.TREE_AGGREGATE)
                .collect(Collectors.groupingBy(MicroCase::partitions, TreeMap::new, Collectors.toList()))
                .forEach(this::runPeers);
    }

    /** Groups the cases that combine the same sums. */
    static Collection<List<MicroCase>> groups(List<MicroCase> trees) {
        return trees.stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(each.partitions(), each.channels()), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private void runTrees(List<MicroCase> group, TreeBench bench, IterationBudget pace) {
        run(group, cases -> {
            MicroCase sums = cases.get(0);
            List<TreeResult> found = bench.measure(sums.partitions(), sums.channels(), trees(cases), pace);
            return IntStream.range(0, cases.size())
                    .mapToObj(i -> halves.add(cases.get(i), found.get(i))
                            .map(all -> cases.get(i).measured(cores, all)))
                    .flatMap(Optional::stream)
                    .toList();
        });
    }

    private static List<Tree> trees(List<MicroCase> cases) {
        return cases.stream()
                .map(each -> new Tree(each.depth(), MicroCase.EXECUTOR.equals(each.finalAggregate())))
                .toList();
    }

    private void runPeers(int ranks, List<MicroCase> group) {
        if (ranks > cores) {
            String reason =
                    "a barrier stage of " + ranks + " tasks needs as many slots at the same time, found " + cores;
            group.forEach(each -> finished.accept(each.skipped(cores, reason)));
            return;
        }
        run(group, cases -> {
            List<PeerBench.Result> found =
                    new PeerBench(context).measure(ranks, peers(cases), grid.pace(), grid.slowIterations());
            return IntStream.range(0, cases.size())
                    .mapToObj(i -> cases.get(i).measured(cores, found.get(i)))
                    .toList();
        });
    }

    private static List<PeerBench.Case> peers(List<MicroCase> cases) {
        return cases.stream()
                .map(each -> new PeerBench.Case(each.way(), each.channels()))
                .toList();
    }

    /** Runs cases together; where one of them fails all, the others may do by themselves. */
    private void run(List<MicroCase> cases, Function<List<MicroCase>, List<MicroPoint>> measure) {
        List<MicroPoint> points;
        try {
            points = measure.apply(cases);
        } catch (Exception | OutOfMemoryError e) {
            // Spark throws checked exceptions unannounced.
            if (cases.size() > 1) {
                cases.forEach(each -> run(List.of(each), measure));
                return;
            }
            points = List.of(failed(cases.get(0), e));
        }
        points.forEach(finished);
    }

    private MicroPoint failed(MicroCase each, Throwable e) {
        LOG.warn("Could not measure {}", each, e);
        halves.take(each);
        String message = String.valueOf(e.getMessage());
        return each.skipped(cores, message.lines().findFirst().orElse(message));
    }
}
