package org.sparknorm.examples.study;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the microbenchmarks of one session. What cannot run becomes a point that says why. */
final class MicroStudy {

    private static final Logger LOG = LoggerFactory.getLogger(MicroStudy.class);

    /** Before the first point, of what a session's first jobs spend on loading and compiling classes. */
    private static final Pace WARMUP = new Pace(3, 5, 500);

    private final JavaSparkContext context;
    private final int cores;
    private final StudyGrid grid;
    private final Consumer<MicroPoint> finished;

    /**
     * @param cores that tasks can run on at once
     * @param finished told of each point
     */
    MicroStudy(SparkSession session, int cores, StudyGrid grid, Consumer<MicroPoint> finished) {
        context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.cores = cores;
        this.grid = grid;
        this.finished = finished;
    }

    void run(List<MicroCase> cases) {
        List<MicroCase> trees =
                cases.stream().filter(each -> each.way() == Way.TREE_AGGREGATE).toList();
        if (!trees.isEmpty()) {
            try (TreeBench bench = new TreeBench(context)) {
                bench.measure(cores, 1, 2, true, WARMUP);
                trees.forEach(each -> finished.accept(measured(each, bench)));
            }
        }
        cases.stream()
                .filter(each -> each.way() != Way.TREE_AGGREGATE)
                .collect(Collectors.groupingBy(MicroCase::partitions, TreeMap::new, Collectors.toList()))
                .forEach(this::runPeers);
    }

    private MicroPoint measured(MicroCase each, TreeBench bench) {
        try {
            return each.measured(
                    cores,
                    bench.measure(
                            each.partitions(),
                            each.channels(),
                            each.depth(),
                            MicroCase.EXECUTOR.equals(each.finalAggregate()),
                            grid.pace()));
        } catch (Exception | OutOfMemoryError e) {
            // Spark throws checked exceptions unannounced.
            return failed(each, e);
        }
    }

    private void runPeers(int ranks, List<MicroCase> cases) {
        if (ranks > cores) {
            String reason =
                    "a barrier stage of " + ranks + " tasks needs as many slots at the same time, found " + cores;
            cases.forEach(each -> finished.accept(each.skipped(cores, reason)));
            return;
        }
        try {
            measurePeers(ranks, cases);
        } catch (Exception | OutOfMemoryError e) {
            if (cases.size() > 1) {
                // One of them fails all; by themselves, the others may do.
                cases.forEach(each -> runPeers(ranks, List.of(each)));
            } else {
                finished.accept(failed(cases.get(0), e));
            }
        }
    }

    private void measurePeers(int ranks, List<MicroCase> cases) {
        List<PeerBench.Result> found = new PeerBench(context)
                .measure(
                        ranks,
                        cases.stream()
                                .map(each -> new PeerBench.Case(each.way(), each.channels()))
                                .toList(),
                        grid.pace(),
                        grid.slowIterations());
        for (int i = 0; i < cases.size(); i++) {
            finished.accept(cases.get(i).measured(cores, found.get(i)));
        }
    }

    private MicroPoint failed(MicroCase each, Throwable e) {
        LOG.warn("Could not measure {}", each, e);
        String message = String.valueOf(e.getMessage());
        return each.skipped(cores, message.lines().findFirst().orElse(message));
    }
}
