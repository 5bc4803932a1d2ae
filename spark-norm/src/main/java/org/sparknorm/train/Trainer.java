package org.sparknorm.train;

import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaRDD;

/** Trains a network on the executors of Spark. */
public final class Trainer {

    private final TrainingSettings settings;
    private final BiConsumer<EpochReport, Variables> onEpoch;

    /**
     * @param settings what to train, and how
     * @param onEpoch told of each epoch when it is done, on the calling thread, with the numbers as they are by then: not
     *     to be changed, and good for the call only
     */
    public Trainer(TrainingSettings settings, BiConsumer<EpochReport, Variables> onEpoch) {
        this.settings = settings;
        this.onEpoch = onEpoch;
    }

    /**
     * Trains from the start, or from the last checkpoint of {@code checkpointDir}.
     *
     * @param rows in an order that stays the same when they are computed again
     */
    public TrainedNetwork train(JavaRDD<Example> rows) {
        throw new UnsupportedOperationException("not yet: " + settings + onEpoch + rows);
    }

    /** Exact statistics of the whole training set in place of running ones. */
    public Variables recalibrate(JavaRDD<Example> rows, Variables variables) {
        throw new UnsupportedOperationException("not yet: " + settings + variables + rows);
    }
}
