package org.sparknorm.lab.study.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
import org.sparknorm.lab.report.Quantiles;
import org.sparknorm.shard.Example;
import org.sparknorm.train.StepReport;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;

/**
 * Trains networks on random rows for a few steps each, with the library's {@link Trainer}, and keeps what its steps
 * spent. Steps of one point are those of one epoch, the first of which do not count; the first point of each way to
 * synchronize is trained once before, for the JVMs to compile.
 */
public final class TrainingStudy {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingStudy.class);
    private static final double MICROS = 1e6;

    private final JavaSparkContext spark;
    private final String master;
    private final int slots;

    /**
     * @param master name of the master, as points have it
     * @param slots tasks that run at the same time; points of more workers are skipped
     */
    public TrainingStudy(SparkSession spark, String master, int slots) {
        this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.master = master;
        this.slots = slots;
    }

    /** Returns how many points a grid has where so many tasks run at the same time. */
    public static int size(TrainingGrid grid, int slots) {
        return TrainingCase.of(grid, slots).size();
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
        for (TrainingCase each : TrainingCase.of(grid, slots)) {
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

    private TrainingPoint measured(TrainingCase each, TrainingGrid grid) {
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

    private TrainingPoint train(TrainingCase each, TrainingGrid grid) {
        boolean tree = each.sync().equals(SyncKind.TREE_AGGREGATE.toString());
        int warmup = tree ? grid.treeWarmup() : grid.warmup();
        int steps = tree ? grid.treeSteps() : grid.steps();
        TrainingSettings settings = each.settings(grid.features());
        List<StepReport> counted = new Trainer(settings, (epoch, variables) -> {})
                .train(rows((warmup + steps) * each.batchSize(), each.workers(), grid.features()))
                .summary()
                .steps()
                .subList(warmup, warmup + steps);
        return point(
                each,
                settings.program().parameterCount(),
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

    private TrainingPoint skipped(TrainingCase each, TrainingGrid grid, String reason) {
        return point(
                each,
                each.settings(grid.features()).program().parameterCount(),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                reason);
    }

    private TrainingPoint point(
            TrainingCase each,
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

    private JavaRDD<Example> rows(int rows, int partitions, int features) {
        return spark.parallelize(IntStream.range(0, rows).boxed().toList(), partitions)
                .map(row -> {
                    Random random = new Random(row);
                    float[] values = new float[features];
                    for (int i = 0; i < features; i++) {
                        values[i] = (float) random.nextGaussian();
                    }
                    return new Example(values, row % TrainingCase.CLASSES);
                });
    }

    private static double seconds(StepReport step) {
        return step.computingSeconds() + step.synchronizingSeconds() + step.waitingSeconds();
    }

    private static double micros(List<StepReport> steps, ToDoubleFunction<StepReport> seconds) {
        return MICROS * median(steps, seconds);
    }

    private static double median(List<StepReport> steps, ToDoubleFunction<StepReport> value) {
        return Quantiles.median(steps.stream().mapToDouble(value).toArray());
    }
}
