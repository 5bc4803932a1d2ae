package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Initialization;
import org.sparknorm.program.Program;
import org.sparknorm.shard.EpochPlan;

/**
 * Everything that a training follows from, besides its rows.
 *
 * <pre>{@code
 * TrainingSettings settings = TrainingSettings.builder(Network.parse("dense 256, norm, relu, dense 10"), Shape.of(784))
 *         .normalization(Normalization.of(NormKind.SYNC_BATCH))
 *         .workers(2).sync(SyncKind.COLLECTIVE).batchSize(256).epochs(3)
 *         .schedule(new Schedule.Constant(0.1, 0))
 *         .build();
 * }</pre>
 *
 * @param network layers to train
 * @param input shape of a row's features
 * @param normalization norm that stands where the network says {@code norm}
 * @param optimization batches, optimizer, rate, seed
 * @param workers number of tasks that share a batch, and their way to synchronize
 * @param checkpointing place where the training is kept
 */
public record TrainingSettings(
        Network network,
        Shape input,
        Normalization normalization,
        Optimization optimization,
        WorkerSettings workers,
        Checkpointing checkpointing)
        implements Serializable {

    static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, found " + value);
        }
    }

    /**
     * Starts from the defaults: synchronized batch norm, and those of {@link Optimization}, {@link WorkerSettings} and
     * {@link Checkpointing}.
     */
    public static Builder builder(Network network, Shape input) {
        return new TrainingSettings(
                        network,
                        input,
                        Normalization.of(NormKind.SYNC_BATCH),
                        Optimization.DEFAULT,
                        WorkerSettings.DEFAULT,
                        Checkpointing.DEFAULT)
                .toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Compiles the network.
     *
     * @throws IllegalArgumentException see {@link Program}
     */
    public Program program() {
        return new Program(network, input, normalization);
    }

    /**
     * Plans the batches of an epoch. What is left in the end is a batch of its own if batch norm can take statistics of
     * it, on each worker if each has its own.
     *
     * @param program these settings' program
     * @param rows number of rows
     * @param epoch number from 1
     * @throws IllegalArgumentException if no batch has enough rows for batch norm
     */
    public EpochPlan plan(Program program, long rows, int epoch) {
        int batchSize = optimization.batchSize();
        int sets = normalization.kind() == NormKind.BATCH ? workers.count() : 1;
        long found = Math.min(batchSize, rows);
        if (program.leastRows() > 1 && found < 2L * sets) {
            throw new IllegalArgumentException("batch norm needs at least 2 values per channel "
                    + (normalization.kind() == NormKind.BATCH ? "on each worker" : "over all workers")
                    + ": found batches of " + found + (found == 1 ? " row" : " rows") + " for " + workers.count()
                    + (workers.count() == 1 ? " worker" : " workers") + ", expected at least " + 2L * sets);
        }
        // A worker's share of a full batch is found / sets at least, and that of a smaller one in proportion.
        long share = found / sets;
        long least = program.leastRows() > 1 ? (2 * found + share - 1) / share : 1;
        return new EpochPlan(rows, batchSize, optimization.seed(), epoch, (int) least);
    }

    /** Describes an epoch in the Spark UI and the log. */
    String describe(int epoch) {
        return "NeuralNetClassifier: epoch " + epoch + " of " + optimization.epochs() + ", " + workers.sync() + ", "
                + workers.count() + (workers.count() == 1 ? " worker" : " workers");
    }

    /** Sets one component after the other; the records of {@link TrainingSettings} say what they mean. */
    public static final class Builder {

        private final Network network;
        private final Shape input;
        private Normalization normalization;
        private int batchSize;
        private int epochs;
        private Solver solver;
        private Schedule schedule;
        private double weightDecay;
        private double momentum;
        private Initialization initialization;
        private long seed;
        private int workers;
        private SyncKind sync;
        private int aggregationDepth;
        private String checkpointDir;
        private int checkpointInterval;

        private Builder(TrainingSettings start) {
            network = start.network;
            input = start.input;
            normalization = start.normalization;
            batchSize = start.optimization.batchSize();
            epochs = start.optimization.epochs();
            solver = start.optimization.solver();
            schedule = start.optimization.schedule();
            weightDecay = start.optimization.weightDecay();
            momentum = start.optimization.momentum();
            initialization = start.optimization.initialization();
            seed = start.optimization.seed();
            workers = start.workers.count();
            sync = start.workers.sync();
            aggregationDepth = start.workers.aggregationDepth();
            checkpointDir = start.checkpointing.dir();
            checkpointInterval = start.checkpointing.interval();
        }

        public Builder normalization(Normalization value) {
            normalization = value;
            return this;
        }

        public Builder momentum(double value) {
            momentum = value;
            return this;
        }

        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        public Builder solver(Solver value) {
            solver = value;
            return this;
        }

        public Builder schedule(Schedule value) {
            schedule = value;
            return this;
        }

        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        public Builder initialization(Initialization value) {
            initialization = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder workers(int value) {
            workers = value;
            return this;
        }

        public Builder sync(SyncKind value) {
            sync = value;
            return this;
        }

        public Builder aggregationDepth(int value) {
            aggregationDepth = value;
            return this;
        }

        public Builder checkpointDir(String value) {
            checkpointDir = value;
            return this;
        }

        public Builder checkpointInterval(int value) {
            checkpointInterval = value;
            return this;
        }

        /** @throws IllegalArgumentException if a number is out of its range */
        public TrainingSettings build() {
            return new TrainingSettings(
                    network,
                    input,
                    normalization,
                    new Optimization(batchSize, epochs, solver, schedule, weightDecay, momentum, initialization, seed),
                    new WorkerSettings(workers, sync, aggregationDepth),
                    new Checkpointing(checkpointDir, checkpointInterval));
        }
    }
}
