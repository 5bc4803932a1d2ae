package org.sparknorm.examples.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.train.Example;
import org.sparknorm.train.Network;
import org.sparknorm.train.NormKind;
import org.sparknorm.train.Normalization;
import org.sparknorm.train.Schedule;
import org.sparknorm.train.Shape;
import org.sparknorm.train.StepReport;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;

/**
 * Trains networks on random rows for a few steps each, with the library's {@link Trainer}, and keeps what its steps spent.
 * Steps of one point are those of one epoch, the first of which do not count; the first point of each way to synchronize
 * is trained once before, for the JVMs to compile.
 */
public final class TrainingStudy {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingStudy.class);
    private static final int CLASSES = 10;
    private static final double RATE = 0.01;
    private static final double MICROS = 1e6;

    private final JavaSparkContext spark;
    private final String master;
    private final int slots;

    /**
     * @param master as points name it
     * @param slots tasks that run at the same time; points of more workers are skipped
     */
    public TrainingStudy(SparkSession spark, String master, int slots) {
        this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.master = master;
        this.slots = slots;
    }

    /** How many points a grid has where so many tasks run at the same time. */
    public static int size(TrainingGrid grid, int slots) {
        return cases(grid, slots).size();
    }

    /**
     * Trains all points of the grid that are not done. One that cannot run, or fails, is skipped with the reason.
     *
     * @param done points of an earlier run
     * @param finished told of each point, those done too
     * @return all points, in the grid's order
     */
    public List<TrainingPoint> run(
            TrainingGrid grid, Collection<TrainingPoint> done, Consumer<TrainingPoint> finished) {
        List<TrainingPoint> points = new ArrayList<>();
        Set<String> warm = new HashSet<>();
        for (Case each : cases(grid, slots)) {
            TrainingPoint point = done.stream()
                    .filter(earlier -> each.isOf(earlier) && earlier.master().equals(master))
                    .findFirst()
                    .orElseGet(() -> {
                        if (warm.add(each.sync())) {
                            measured(each, grid);
                        }
                        return measured(each, grid);
                    });
            points.add(point);
            finished.accept(point);
        }
        return points;
    }

    /** One point's configuration; its components are {@link TrainingPoint}'s. */
    private record Case(int width, int depth, String norm, String sync, int workers, int batchSize, String scaling) {

        String network() {
            return ("dense " + width + ", norm, relu, ").repeat(depth) + "dense " + CLASSES;
        }

        boolean isOf(TrainingPoint point) {
            return equals(new Case(
                    point.width(),
                    point.depth(),
                    point.norm(),
                    point.sync(),
                    point.workers(),
                    point.batchSize(),
                    point.scaling()));
        }
    }

    private static List<Case> cases(TrainingGrid grid, int slots) {
        int width = grid.widths().get(0);
        int depth = grid.depths().get(0);
        int most = grid.workers().stream()
                .filter(workers -> workers <= slots)
                .max(Integer::compare)
                .orElse(grid.workers().get(0));
        int batch = grid.batchSize();
        int weakRows = Math.max(1, batch / most);
        Set<Case> cases = new LinkedHashSet<>();
        for (String sync : grid.syncs()) {
            for (String norm : grid.norms()) {
                grid.widths().forEach(each -> cases.add(new Case(each, depth, norm, sync, most, batch, "strong")));
                grid.depths().forEach(each -> cases.add(new Case(width, each, norm, sync, most, batch, "strong")));
                for (int each : grid.workers()) {
                    cases.add(new Case(width, depth, norm, sync, each, batch, "strong"));
                    if (each != most) {
                        cases.add(new Case(width, depth, norm, sync, each, each * weakRows, "weak"));
                    }
                }
            }
        }
        return List.copyOf(cases);
    }

    private TrainingPoint measured(Case each, TrainingGrid grid) {
        if (each.workers() > slots) {
            return skipped(each, grid, each.workers() + " workers, but tasks can run " + slots + " at a time");
        }
        try {
            return train(each, grid);
        } catch (Exception e) {
            // Spark throws checked exceptions unannounced.
            LOG.warn("Training failed: {}", each, e);
            return skipped(each, grid, "training failed: " + e.getMessage());
        }
    }

    private TrainingPoint train(Case each, TrainingGrid grid) {
        boolean tree = each.sync().equals(SyncKind.TREE_AGGREGATE.toString());
        int warmup = tree ? grid.treeWarmup() : grid.warmup();
        int steps = tree ? grid.treeSteps() : grid.steps();
        TrainingSettings settings = settings(each, grid);
        List<StepReport> counted = new Trainer(settings, (epoch, variables) -> {})
                .train(rows((warmup + steps) * each.batchSize(), each.workers(), grid.features()))
                .summary()
                .steps()
                .subList(warmup, warmup + steps);
        return point(
                each,
                settings.program().parameters(),
                warmup,
                counted.size(),
                micros(counted, TrainingStudy::seconds),
                micros(counted, StepReport::computingSeconds),
                micros(counted, StepReport::synchronizingSeconds),
                micros(counted, StepReport::waitingSeconds),
                counted.get(0).syncCount(),
                median(counted, step -> 1 - step.computingSeconds() / seconds(step)),
                null);
    }

    private TrainingPoint skipped(Case each, TrainingGrid grid, String reason) {
        return point(
                each, settings(each, grid).program().parameters(), 0, 0, null, null, null, null, null, null, reason);
    }

    private TrainingPoint point(
            Case each,
            long parameters,
            int warmup,
            int steps,
            Double step,
            Double compute,
            Double transfer,
            Double waiting,
            Integer exchanges,
            Double share,
            String skipped) {
        return new TrainingPoint(
                each.network(),
                parameters,
                each.width(),
                each.depth(),
                each.norm(),
                each.sync(),
                each.workers(),
                each.batchSize(),
                each.scaling(),
                warmup,
                steps,
                step,
                compute,
                transfer,
                waiting,
                exchanges,
                share,
                master,
                slots,
                skipped);
    }

    private static TrainingSettings settings(Case each, TrainingGrid grid) {
        return TrainingSettings.builder(Network.parse(each.network()), Shape.of(grid.features()))
                .normalization(Normalization.of(norm(each.norm())))
                .sync(sync(each.sync()))
                .workers(each.workers())
                .batchSize(each.batchSize())
                .epochs(1)
                .schedule(new Schedule.Constant(RATE, 0))
                .build();
    }

    /** {@code syncBatch} is SYNC_BATCH. */
    static NormKind norm(String name) {
        return Arrays.stream(NormKind.values())
                .filter(kind -> kind.name().replace("_", "").equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "training: norms is " + name + ", expected of none, batch, syncBatch, layer, group, rms"));
    }

    static SyncKind sync(String name) {
        return Arrays.stream(SyncKind.values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "training: syncs is " + name + ", expected of treeAggregate, collective"));
    }

    private JavaRDD<Example> rows(int rows, int partitions, int features) {
        return spark.parallelize(IntStream.range(0, rows).boxed().toList(), partitions)
                .map(row -> {
                    Random random = new Random(row);
                    float[] values = new float[features];
                    for (int i = 0; i < features; i++) {
                        values[i] = (float) random.nextGaussian();
                    }
                    return new Example(values, row % CLASSES);
                });
    }

    private static double seconds(StepReport step) {
        return step.computingSeconds() + step.synchronizingSeconds() + step.waitingSeconds();
    }

    private static double micros(List<StepReport> steps, ToDoubleFunction<StepReport> seconds) {
        return MICROS * median(steps, seconds);
    }

    private static double median(List<StepReport> steps, ToDoubleFunction<StepReport> value) {
        double[] sorted = steps.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
