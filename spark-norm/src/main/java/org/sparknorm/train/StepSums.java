package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.core.Mergeable;
import org.sparknorm.program.BatchStatistics;
import org.sparknorm.program.Program;
import org.sparknorm.program.StatisticsSums;
import org.sparknorm.program.Variables;

/** Sums over workers that a Spark job brings to the driver: those of an exchange, or those at the end of a step. */
final class StepSums implements Mergeable<StepSums>, Serializable {

    private static final long serialVersionUID = 1L;

    private double[] values;
    private BatchStatistics statistics;
    private String objection;
    private boolean waits;
    private long nanos;
    private long slowest;

    private StepSums(double[] values) {
        this.values = values;
    }

    /** The sums of no worker. */
    static StepSums none() {
        return new StepSums(null);
    }

    /** Values alone. */
    static StepSums of(double[] values) {
        return new StepSums(values);
    }

    /** What a worker's training step waits for, or at its end [loss, correct, gradients]. */
    static StepSums ofTraining(WorkerState state, Program program) {
        StepSums sums = waiting(state);
        if (!sums.waits && state.objection() == null) {
            sums.values = totals(state, program);
            sums.statistics = state.worker() == 0 ? state.step().statistics() : null;
        }
        return sums;
    }

    /** What a worker's forward pass waits for, or at its end {@link StatisticsSums}. */
    static StepSums ofStatistics(WorkerState state, Program program, Variables shift) {
        StepSums sums = waiting(state);
        if (!sums.waits) {
            sums.values = StatisticsSums.none(program);
            if (state.objection() == null && StatisticsSums.counts(program, state.worker())) {
                StatisticsSums.add(sums.values, state.step().statistics(), shift);
            }
        }
        return sums;
    }

    private static StepSums waiting(WorkerState state) {
        StepSums sums = new StepSums(state.step().exchange());
        sums.waits = sums.values != null;
        sums.objection = state.objection();
        sums.nanos = state.nanos();
        sums.slowest = state.nanos();
        return sums;
    }

    /** Gradients that exchanges have summed already are the same on all workers, and the first worker's count. */
    private static double[] totals(WorkerState state, Program program) {
        double[] totals = new double[2 + program.parameters()];
        totals[0] = state.step().loss();
        totals[1] = state.step().correct();
        float[] gradients = state.step().gradients();
        int own = state.worker() == 0 ? program.parameters() : program.exchanged();
        for (int i = 0; i < own; i++) {
            totals[2 + i] = gradients[i];
        }
        return totals;
    }

    @Override
    public StepSums merge(StepSums other) {
        if (values == null) {
            values = other.values == null ? null : other.values.clone();
        } else if (other.values != null) {
            for (int i = 0; i < values.length; i++) {
                values[i] += other.values[i];
            }
        }
        statistics = statistics == null ? other.statistics : statistics;
        objection = objection == null ? other.objection : objection;
        waits |= other.waits;
        nanos += other.nanos;
        slowest = Math.max(slowest, other.slowest);
        return this;
    }

    double[] values() {
        return values;
    }

    /** What the batch norms of the first worker found, at the end of a training step. */
    BatchStatistics statistics() {
        return statistics;
    }

    /** Why a worker's rows will not do; null if all will. */
    String objection() {
        return objection;
    }

    /** Whether the step waits for these sums; otherwise it is at its end. */
    boolean waits() {
        return waits;
    }

    /** Working time of all workers together. */
    long nanos() {
        return nanos;
    }

    /** Working time of the slowest. */
    long slowestNanos() {
        return slowest;
    }
}
