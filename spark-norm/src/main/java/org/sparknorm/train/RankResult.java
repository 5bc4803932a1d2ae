package org.sparknorm.train;

import java.io.Serializable;

/** What a worker of a collective hands back after an epoch. */
final class RankResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final EpochLog log;
    private final TrainingState state;
    private final String failure;

    /**
     * @param log of its steps
     * @param state after the epoch, from rank 0 alone; null from others, and where training stopped
     * @param failure what stopped it, with the step; null if nothing did
     */
    RankResult(EpochLog log, TrainingState state, String failure) {
        this.log = log;
        this.state = state;
        this.failure = failure;
    }

    EpochLog log() {
        return log;
    }

    TrainingState state() {
        return state;
    }

    String failure() {
        return failure;
    }
}
