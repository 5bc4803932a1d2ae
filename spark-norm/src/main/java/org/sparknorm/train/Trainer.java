package org.sparknorm.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Example;
import org.sparknorm.shard.Shards;
import org.sparknorm.sync.BarrierStage;

/**
 * Trains a network on the executors of Spark: synchronous mini-batch training, each global batch shared by all workers.
 *
 * <p>Rows are dealt out to workers at random by the seed, each worker an equal share of every global batch. Which rows
 * form a global batch follows from the seed, the epoch and the number of rows; workers, executors and the way of
 * synchronizing do not change it.
 *
 * <p>Not for several threads at once.
 */
public final class Trainer {

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    /** Standard deviations between running and exact means that predictions suffer from. */
    private static final double FAR = 0.5;

    private final TrainingSettings settings;
    private final Program program;
    private final BiConsumer<EpochReport, Variables> onEpoch;

    /**
     * @param settings network to train, and how
     * @param onEpoch listener that is told of each epoch when it is done and its checkpoint, if due, is written, on the
     *     thread that trains; with parameters and running statistics as they are by then, not to be changed
     * @throws IllegalArgumentException if the network does not fit the input's shape, see {@link Program}
     */
    public Trainer(TrainingSettings settings, BiConsumer<EpochReport, Variables> onEpoch) {
        this.settings = settings;
        this.program = settings.program();
        this.onEpoch = onEpoch;
    }

    /**
     * Trains from the start, or from where the very same training was interrupted, if {@code checkpointDir} knows: to
     * the same bits as if it had never stopped, where sums are the collective's and as many workers take part.
     *
     * @param rows examples in an order that is the same when they are computed again; computed twice, so persist what
     *     is costly
     * @throws IllegalArgumentException if there is no row, or one that does not fit (saying which); if batches have too
     *     few rows for batch norm; if the collective has more workers than slots; if checkpoints cannot be written, or
     *     the last one is damaged; if the driver may not take what training brings to it
     * @throws TrainingException if a loss is not finite: it names the step
     */
    public TrainedNetwork train(JavaRDD<Example> rows) {
        Optional<BarrierStage> stage = barrier(rows);
        try (Shards shards = deal(rows)) {
            new ResultSize(settings, program)
                    .requireWithin(
                            rows.context().getConf(), plan(shards.rows(), 1).steps());
            return train(runner(rows, stage, shards), shards.rows(), checkpoints(rows, shards));
        }
    }

    /**
     * Returns statistics of the whole training set in place of the running ones ('precise BN': Wu and Johnson 2021,
     * section 3): with fixed parameters, every global batch goes forward once as it does in training, normalized by its
     * own statistics, and the moments that each batch norm finds are pooled over all batches exactly, the variance
     * unbiased. For the first batch norm these are the statistics of all rows. Of later ones they are those of inputs
     * that were normalized batch by batch, as the layers before will do it in training and all but do in prediction.
     * With each worker's own statistics, the batches of all workers are pooled. A batch too small for a variance does
     * not count.
     *
     * @param rows examples as in {@link #train}
     * @param variables parameters of this network; they stay as they are
     * @return the same parameters; for a network without batch norm, the same variables
     * @throws IllegalArgumentException if variables are another network's, or as in {@link #train}
     */
    public Variables recalibrate(JavaRDD<Example> rows, Variables variables) {
        variables.requireFits(program);
        if (program.batchNormChannels().isEmpty()) {
            return variables;
        }
        Optional<BarrierStage> stage = barrier(rows);
        try (Shards shards = deal(rows)) {
            EpochPlan plan = plan(shards.rows(), settings.optimization().epochs() + 1);
            return variables.withStatistics(runner(rows, stage, shards).statistics(variables, plan));
        }
    }

    private TrainedNetwork train(EpochRunner runner, long rows, Optional<Checkpoints> checkpoints) {
        TrainingState initial = TrainingState.initial(settings, program);
        TrainingState state =
                checkpoints.flatMap(found -> found.latest(initial)).orElse(initial);
        List<StepReport> steps = new ArrayList<>();
        List<EpochReport> epochs = new ArrayList<>();
        double runningDistance = 0;
        while (state.epoch() < settings.optimization().epochs()) {
            long begun = System.nanoTime();
            EpochPlan plan = plan(rows, state.epoch() + 1);
            EpochResult result = runner.train(state, plan);
            if (result.state() == null) {
                throw new TrainingException(result.refusal());
            }
            state = result.state();
            List<StepReport> ofEpoch = result.log().steps(plan, program);
            EpochReport report = EpochReport.of(plan, result.log(), ofEpoch, StepTotals.Times.since(begun));
            keep(state, checkpoints);
            LOG.info("{}: {}", settings.describe(plan.epoch()), report.line());
            steps.addAll(ofEpoch);
            epochs.add(report);
            runningDistance = result.log().runningDistance();
            onEpoch.accept(report, state.variables());
        }
        checkpoints.ifPresent(Checkpoints::remove);
        if (runningDistance >= FAR) {
            LOG.warn(
                    "Running means of batch norm are {} standard deviations away from the last batch's: recalibrate"
                            + " before predicting, train longer, or with a larger momentum",
                    runningDistance);
        }
        return new TrainedNetwork(
                state.variables(),
                new TrainingSummary(steps, epochs, settings.workers().count(), runningDistance));
    }

    private void keep(TrainingState state, Optional<Checkpoints> checkpoints) {
        boolean due = state.epoch() % settings.checkpointing().interval() == 0
                && state.epoch() < settings.optimization().epochs();
        if (due && checkpoints.isPresent()) {
            try {
                checkpoints.get().write(state);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the checkpoint of epoch " + state.epoch(), e);
            }
        }
    }

    private EpochPlan plan(long rows, int epoch) {
        return settings.plan(program, rows, epoch);
    }

    private Shards deal(JavaRDD<Example> rows) {
        Optimization optimization = settings.optimization();
        return Shards.of(rows, program, settings.workers().count(), optimization.batchSize(), optimization.seed());
    }

    private Optional<BarrierStage> barrier(JavaRDD<Example> rows) {
        return settings.workers().sync() == SyncKind.COLLECTIVE
                ? Optional.of(
                        new BarrierStage(rows.context(), settings.workers().count()))
                : Optional.empty();
    }

    private EpochRunner runner(JavaRDD<Example> rows, Optional<BarrierStage> stage, Shards shards) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.context());
        return stage.<EpochRunner>map(barrier -> new CollectiveRunner(spark, barrier, settings, shards))
                .orElseGet(() -> EpochRunner.onDriver(
                        settings, program, plan -> new TreeAggregateStep(spark, settings, shards, plan)));
    }

    private Optional<Checkpoints> checkpoints(JavaRDD<Example> rows, Shards shards) {
        return Optional.ofNullable(settings.checkpointing().dir())
                .map(dir -> new Checkpoints(settings, shards, rows.context().hadoopConfiguration()));
    }

    /**
     * Returns the classes that this package sends between processes, for serializers that must know them beforehand.
     */
    public static List<Class<?>> onTheWire() {
        return List.of(EpochLog.class, EpochResult.class, StepSums.class, TrainingState.class, WorkerState.class);
    }
}
