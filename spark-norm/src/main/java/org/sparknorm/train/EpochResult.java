package org.sparknorm.train;

import java.io.Serializable;

/** The outcome of an epoch: the state after it, or what stopped it; and the log of its steps. It travels by Kryo. */
final class EpochResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TrainingState state;
    private final EpochLog log;
    private final String refusal;

    private EpochResult(TrainingState state, EpochLog log, String refusal) {
        this.state = state;
        this.log = log;
        this.refusal = refusal;
    }

    static EpochResult of(TrainingState state, EpochLog log) {
        return new EpochResult(state, log, null);
    }

    /**
     * Returns the result of an epoch that was stopped.
     *
     * @param refusal reason that training stopped, with the step; null where only other workers know
     */
    static EpochResult stopped(EpochLog log, String refusal) {
        return new EpochResult(null, log, refusal);
    }

    /** Returns the same result for the driver, which needs the state of one worker only. */
    EpochResult withoutState() {
        return new EpochResult(null, log, refusal);
    }

    /** Returns the state after the epoch; null if it was stopped. */
    TrainingState state() {
        return state;
    }

    EpochLog log() {
        return log;
    }

    /** Returns the reason that training stopped; null if it did not, or only other workers know. */
    String refusal() {
        return refusal;
    }
}
