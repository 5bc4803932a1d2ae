package org.sparknorm.nn;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.Example;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.TrainedNetwork;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;

/**
 * What a stage's params and a dataset make of {@link Trainer}.
 *
 * @param program for the rows of the dataset
 * @param settings of the params
 * @param rows of the dataset
 */
record TrainingRun(Program program, TrainingSettings settings, JavaRDD<Example> rows) {

    /**
     * Looks at the first row where neither inputShape nor the schema tell the size of a row, and counts rows for a cosine.
     *
     * @throws IllegalArgumentException if params and dataset do not go together
     */
    static TrainingRun of(NeuralNetParams<?> stage, Dataset<?> dataset) {
        stage.requireLabels(dataset.schema());
        Program program = stage.program(dataset.schema());
        if (program == null) {
            program = stage.program(firstLength(stage, dataset));
            stage.requireThresholds(program.classes());
        }
        JavaRDD<Example> rows = ExampleReader.of(stage, program).read(dataset);
        TrainingSettings settings = TrainingSettings.builder(program.network(), program.input())
                .normalization(program.normalization())
                .momentum(stage.getMomentum())
                .batchSize(stage.getBatchSize())
                .epochs(stage.getMaxIter())
                .solver(stage.getSolver().equals("sgd") ? Solver.sgd(stage.getSgdMomentum()) : Solver.adamW())
                .schedule(schedule(stage, dataset))
                .weightDecay(stage.getWeightDecay())
                .seed(stage.getSeed())
                .workers(workers(stage, rows))
                .sync(sync(stage))
                .aggregationDepth(stage.getAggregationDepth())
                .checkpointDir(stage.getCheckpointDir())
                .checkpointInterval(stage.getCheckpointInterval())
                .build();
        return new TrainingRun(program, settings, rows);
    }

    TrainedNetwork train(BiConsumer<EpochReport, Variables> onEpoch) {
        return unwrapped(() -> new Trainer(settings, onEpoch).train(rows));
    }

    Variables recalibrate(Variables variables) {
        return unwrapped(() -> new Trainer(settings, (epoch, moving) -> {}).recalibrate(rows, variables));
    }

    private static int firstLength(NeuralNetParams<?> stage, Dataset<?> dataset) {
        Row first =
                dataset.select(ExampleReader.column(dataset, stage.getFeaturesCol())).limit(1).collectAsList().stream()
                        .filter(row -> !row.isNullAt(0))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException(stage.uid() + ": column '" + stage.getFeaturesCol()
                                        + "' has no first row that tells the size of rows; set inputShape"));
        return ExampleReader.length(first.get(0));
    }

    private static Schedule schedule(NeuralNetParams<?> stage, Dataset<?> dataset) {
        if (stage.getSchedule().equals("constant")) {
            return new Schedule.Constant(stage.getStepSize(), stage.getWarmupSteps());
        }
        long batches = (dataset.count() + stage.getBatchSize() - 1) / stage.getBatchSize();
        return new Schedule.Cosine(stage.getStepSize(), stage.getWarmupSteps(), batches * stage.getMaxIter());
    }

    private static int workers(NeuralNetParams<?> stage, JavaRDD<?> rows) {
        if (stage.isDefined(stage.numWorkers())) {
            return stage.getNumWorkers();
        }
        SparkContext context = rows.context();
        int slots =
                context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
        return Math.max(1, Math.min(slots, stage.getBatchSize()));
    }

    private static SyncKind sync(NeuralNetParams<?> stage) {
        for (SyncKind kind : SyncKind.values()) {
            if (kind.toString().equals(stage.getSync())) {
                return kind;
            }
        }
        throw new IllegalStateException(stage.getSync());
    }

    /** Bad input that a task finds is told as if the driver had found it. */
    private static <T> T unwrapped(Supplier<T> job) {
        try {
            return job.get();
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IllegalArgumentException) {
                    throw new IllegalArgumentException(cause.getMessage(), e);
                }
            }
            throw e;
        }
    }
}
