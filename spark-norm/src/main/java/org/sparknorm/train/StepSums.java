package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.core.Mergeable;
import org.sparknorm.core.Moments;
import org.sparknorm.network.NormKind;
import org.sparknorm.program.Program;
import org.sparknorm.train.StepRunner.Pass;

/** Sums that a Spark job merges over all workers and brings to the driver: of an exchange, or of a step's end. */
final class StepSums implements Mergeable<StepSums>, Serializable {

    private static final long serialVersionUID = 1L;

    private ChannelSums exchange;

    /**
     * [loss, correct, gradients], in double: Spark adds in the order of arrival, and what that does to a double's last
     * bits hardly ever shows in the float that it is rounded to. The collective adds floats, always in one order.
     */
    private double[] totals;

    private Moments[] moments;
    private int refusals;
    private String refusal;
    private long nanos;
    private long slowest;

    /** The sums of no worker. */
    StepSums() {}

    /** Sums of given numbers alone. */
    static StepSums of(double[] totals) {
        StepSums sums = new StepSums();
        sums.totals = totals;
        return sums;
    }

    /** The sums of one worker where its step stands. */
    static StepSums of(WorkerState state, Program program, Pass pass) {
        StepSums sums = new StepSums();
        sums.exchange = state.step().exchange();
        sums.refusals = state.refusal() == null ? 0 : 1;
        sums.refusal = state.refusal();
        sums.nanos = state.nanos();
        sums.slowest = state.nanos();
        if (state.step().isDone()) {
            sums.totals = pass == Pass.TRAIN ? totals(state, program) : null;
            sums.moments = reportsMoments(state, program) ? state.step().moments() : null;
        }
        return sums;
    }

    /** The first worker stands for all where they found the same. */
    private static boolean reportsMoments(WorkerState state, Program program) {
        return state.worker() == 0 || program.normalization().kind() == NormKind.BATCH;
    }

    /** Gradients that exchanges have summed already are the same on all workers, and the first worker's count. */
    private static double[] totals(WorkerState state, Program program) {
        double[] totals = new double[2 + program.parameterCount()];
        totals[0] = state.step().loss();
        totals[1] = state.step().correct();
        float[] gradients = state.step().gradients();
        int own = state.worker() == 0 ? program.parameterCount() : program.summedCount();
        for (int i = 0; i < own; i++) {
            totals[2 + i] = gradients[i];
        }
        return totals;
    }

    @Override
    public StepSums merge(StepSums other) {
        if (other.exchange != null) {
            exchange = exchange == null ? other.exchange.copy() : exchange.merge(other.exchange);
        }
        if (other.totals != null) {
            totals = totals == null ? other.totals.clone() : added(totals, other.totals);
        }
        if (other.moments != null) {
            moments = moments == null ? StepTotals.copy(other.moments) : StepTotals.merge(moments, other.moments);
        }
        refusals += other.refusals;
        refusal = refusal == null ? other.refusal : refusal;
        nanos += other.nanos;
        slowest = Math.max(slowest, other.slowest);
        return this;
    }

    private static double[] added(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    /** Sums that all steps wait for; null at the end of the step. */
    ChannelSums exchange() {
        return exchange;
    }

    /** Numbers that were summed over all workers. */
    double[] totals() {
        return totals;
    }

    /**
     * Totals of a step: the end of a pass over all workers. What is refused forward does not count, and is no matter.
     */
    StepTotals toTotals(Pass pass, StepTotals.Times times) {
        if (pass == Pass.FORWARD) {
            return StepTotals.ofForward(moments, times);
        }
        if (refusals > 0) {
            return StepTotals.refused(refusals, refusal, times);
        }
        float[] gradients = new float[totals.length - 2];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (float) totals[2 + i];
        }
        return new StepTotals(totals[0], totals[1], gradients, moments, 0, null, times);
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
