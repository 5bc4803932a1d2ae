package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.TooFewValuesException;
import org.sparknorm.program.Variables;

/** The state of one worker's step between two Spark jobs. Never changed: a task may be run again on it. */
final class WorkerState implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int worker;
    private final Step step;
    private final long nanos;
    private final String refusal;

    private WorkerState(int worker, Step step, long nanos, String refusal) {
        this.worker = worker;
        this.step = step;
        this.nanos = nanos;
        this.refusal = refusal;
    }

    /**
     * Advances a step that is the caller's own.
     *
     * @param begun time when work on it began
     */
    static WorkerState advanced(int worker, Step step, Program program, Variables variables, long begun) {
        String refusal = null;
        try {
            step.advance(program, variables);
        } catch (TooFewValuesException e) {
            refusal = e.getMessage();
        }
        return new WorkerState(worker, step, System.nanoTime() - begun, refusal);
    }

    /** Returns the state after the next exchange. */
    WorkerState resumed(ChannelSums summed, Program program, Variables variables) {
        long begun = System.nanoTime();
        Step next = step.copy();
        next.resume(summed);
        return advanced(worker, next, program, variables, begun);
    }

    int worker() {
        return worker;
    }

    Step step() {
        return step;
    }

    /** Returns the time that the last advance took. */
    long nanos() {
        return nanos;
    }

    /** Says why this worker's rows are refused; null if they are not. */
    String refusal() {
        return refusal;
    }
}
