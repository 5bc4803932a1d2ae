package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Initialization;
import org.sparknorm.program.Program;

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
 * @param network what to train
 * @param input shape of a row's features
 * @param normalization what stands where the network says {@code norm}
 * @param momentum of running statistics: weight of the new batch, in [0, 1]
 * @param batchSize rows of a global batch
 * @param epochs passes over the rows
 * @param solver optimizer
 * @param schedule learning rate of each step
 * @param weightDecay on weights alone, at least 0
 * @param initialization of weights
 * @param seed of initial weights and of the order of rows
 * @param workers tasks that share each global batch
 * @param sync how they combine their sums
 * @param aggregationDepth levels of the tree of treeAggregate
 * @param checkpointDir folder on any Hadoop file system; null: no checkpoints
 * @param checkpointInterval epochs between checkpoints; the last epoch always has one
 */
public record TrainingSettings(
        Network network,
        Shape input,
        Normalization normalization,
        double momentum,
        int batchSize,
        int epochs,
        Solver solver,
        Schedule schedule,
        double weightDecay,
        Initialization initialization,
        long seed,
        int workers,
        SyncKind sync,
        int aggregationDepth,
        String checkpointDir,
        int checkpointInterval)
        implements Serializable {

    public TrainingSettings {
        requireAtLeastOne("batchSize", batchSize);
        requireAtLeastOne("epochs", epochs);
        requireAtLeastOne("workers", workers);
        requireAtLeastOne("aggregationDepth", aggregationDepth);
        requireAtLeastOne("checkpointInterval", checkpointInterval);
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1], found " + momentum);
        }
        Optimizer.requireDecay(weightDecay);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, found " + value);
        }
    }

    /**
     * The defaults: synchronized batch norm with a momentum of 0.1, batches of 256 rows, 10 epochs, SGD with momentum 0.9
     * at a constant rate of 0.1, no weight decay, He initialization, seed 0, one worker, treeAggregate of depth 2, no
     * checkpoints.
     */
    public static Builder builder(Network network, Shape input) {
        return new Builder(network, input);
    }

    /** A builder that starts from these. */
    public Builder toBuilder() {
        Builder builder = new Builder(network, input);
        builder.normalization = normalization;
        builder.momentum = momentum;
        builder.batchSize = batchSize;
        builder.epochs = epochs;
        builder.solver = solver;
        builder.schedule = schedule;
        builder.weightDecay = weightDecay;
        builder.initialization = initialization;
        builder.seed = seed;
        builder.workers = workers;
        builder.sync = sync;
        builder.aggregationDepth = aggregationDepth;
        builder.checkpointDir = checkpointDir;
        builder.checkpointInterval = checkpointInterval;
        return builder;
    }

    /**
     * Compiles the network.
     *
     * @throws IllegalArgumentException see {@link Program}
     */
    public Program program() {
        return new Program(network, input, normalization);
    }

    /** What the Spark UI and the log call an epoch. */
    String describe(int epoch) {
        return "NeuralNetClassifier: epoch " + epoch + " of " + epochs + ", " + sync + ", " + workers
                + (workers == 1 ? " worker" : " workers");
    }

    /** Sets one component after the other; {@link TrainingSettings} says what they mean. */
    public static final class Builder {

        private final Network network;
        private final Shape input;
        private Normalization normalization = Normalization.of(NormKind.SYNC_BATCH);
        private double momentum = 0.1;
        private int batchSize = 256;
        private int epochs = 10;
        private Solver solver = Solver.sgd(0.9);
        private Schedule schedule = new Schedule.Constant(0.1, 0);
        private double weightDecay;
        private Initialization initialization = Initialization.HE;
        private long seed;
        private int workers = 1;
        private SyncKind sync = SyncKind.TREE_AGGREGATE;
        private int aggregationDepth = 2;
        private String checkpointDir;
        private int checkpointInterval = 1;

        private Builder(Network network, Shape input) {
            this.network = network;
            this.input = input;
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

        /**
         * @throws IllegalArgumentException if a number is out of its range
         */
        public TrainingSettings build() {
            return new TrainingSettings(
                    network,
                    input,
                    normalization,
                    momentum,
                    batchSize,
                    epochs,
                    solver,
                    schedule,
                    weightDecay,
                    initialization,
                    seed,
                    workers,
                    sync,
                    aggregationDepth,
                    checkpointDir,
                    checkpointInterval);
        }
    }
}
