package org.sparknorm.nn;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.Columns;
import org.sparknorm.column.FloatRows;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Example;
import org.sparknorm.sync.Slots;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.TrainedNetwork;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;
import scala.collection.Seq;

/**
 * A training of a network by a stage's params and a dataset, with {@link Trainer}.
 *
 * @param program network for the rows of the dataset
 * @param settings settings from the params
 * @param rows rows of the dataset
 */
record ClassifierTraining(Program program, TrainingSettings settings, JavaRDD<Example> rows) {

    /**
     * Looks at the first row where neither inputShape nor the schema tell the size of a row, at all for what floats
     * cannot tell apart, and counts rows for a cosine.
     *
     * @throws IllegalArgumentException if params and dataset do not go together
     */
    static ClassifierTraining of(NeuralNetParams<?> stage, Dataset<?> dataset) {
        NeuralNetSchema schema = new NeuralNetSchema(stage);
        schema.requireLabels(dataset.schema());
        StructField column = schema.features(dataset.schema());
        Program program = schema.program(dataset.schema());
        if (program == null) {
            program = schema.program(firstLength(stage, dataset));
            schema.requireThresholds(program.classes());
        }
        FloatRows features = new FloatRows(column, program.input().size());
        FeaturePrecision.require(stage, dataset, column, features);
        JavaRDD<Example> rows = ExampleReader.read(stage, program, dataset, features);
        TrainingSettings.Builder settings = TrainingSettings.builder(program.network(), program.input())
                .normalization(program.normalization())
                .momentum(stage.getMomentum())
                .batchSize(stage.getBatchSize())
                .epochs(stage.getMaxIter())
                .solver(stage.getSolver().equals("sgd") ? Solver.sgd(stage.getSgdMomentum()) : Solver.adamW())
                .schedule(new Schedule.Constant(stage.getStepSize(), stage.getWarmupSteps()))
                .weightDecay(stage.getWeightDecay())
                .seed(stage.getSeed())
                .workers(workers(stage, rows))
                .sync(sync(stage))
                .aggregationDepth(stage.getAggregationDepth())
                .checkpointDir(stage.getCheckpointDir())
                .checkpointInterval(stage.getCheckpointInterval());
        if (stage.getSchedule().equals("cosine")) {
            settings.schedule(cosine(stage, settings.build().plan(program, unwrapped(rows::count), 1)));
        }
        return new ClassifierTraining(program, settings.build(), rows);
    }

    TrainedNetwork train(BiConsumer<EpochReport, Variables> onEpoch) {
        return unwrapped(() -> new Trainer(settings, onEpoch).train(rows));
    }

    Variables recalibrate(Variables variables) {
        return unwrapped(() -> new Trainer(settings, (epoch, moving) -> {}).recalibrate(rows, variables));
    }

    private static int firstLength(NeuralNetParams<?> stage, Dataset<?> dataset) {
        Column features = Columns.column(dataset, stage.getFeaturesCol());
        List<Row> first =
                dataset.select(features).filter(features.isNotNull()).limit(1).collectAsList();
        if (first.isEmpty()) {
            throw new IllegalArgumentException(stage.uid() + ": column '" + stage.getFeaturesCol()
                    + "' has no first row that tells the size of rows; set inputShape");
        }
        Object row = first.get(0).get(0);
        return row instanceof Vector vector ? vector.size() : ((Seq<?>) row).length();
    }

    private static Schedule cosine(NeuralNetParams<?> stage, EpochPlan epoch) {
        return new Schedule.Cosine(
                stage.getStepSize(), stage.getWarmupSteps(), (long) epoch.steps() * stage.getMaxIter());
    }

    private static int workers(NeuralNetParams<?> stage, JavaRDD<?> rows) {
        if (stage.isDefined(stage.numWorkers())) {
            return stage.getNumWorkers();
        }
        return Math.max(1, Math.min(Slots.settled(rows.context()), stage.getBatchSize()));
    }

    private static SyncKind sync(NeuralNetParams<?> stage) {
        for (SyncKind kind : SyncKind.values()) {
            if (kind.toString().equals(stage.getSync())) {
                return kind;
            }
        }
        throw new IllegalStateException(stage.getSync());
    }

    /** Runs a job; bad input that a task finds is refused as if the driver had found it. */
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
