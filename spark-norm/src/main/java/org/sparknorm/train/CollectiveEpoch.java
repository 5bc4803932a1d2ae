package org.sparknorm.train;

import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.sparknorm.program.GradientNorms;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.TooFewValuesException;
import org.sparknorm.shard.BatchAssembler;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.shard.ShardOrder;
import org.sparknorm.sync.Collective;

/**
 * One worker's epoch: its part of every step, in arrays that serve all steps. Every worker applies the same update to
 * its own variables, so only sums travel.
 *
 * <p>What stops training stops all workers at the same step and is a result, not a failure: Spark would run the epoch
 * again, to the same end.
 */
final class CollectiveEpoch {

    private static final double NANOS = 1e9;

    private final TrainingSettings settings;
    private final Program program;
    private final EpochPlan plan;
    private final TrainingState state;
    private final Collective collective;
    private final BatchAssembler assembler;
    private final Step step;
    private final EpochLog log;
    private final double[] weights;
    /** Loss, correct, and how many workers' rows will not do. */
    private final double[] totals = new double[3];

    private long syncNanos;
    private boolean stopped;
    private String failure;

    CollectiveEpoch(
            TrainingSettings settings, EpochPlan plan, TrainingState state, Shard shard, Collective collective) {
        this.settings = settings;
        this.program = settings.program();
        this.plan = plan;
        this.state = state;
        this.collective = collective;
        ShardOrder order = shard.order(plan);
        this.assembler = BatchAssembler.ofAll(shard, order, program.input().size());
        this.step = new Step(program);
        this.log = new EpochLog(plan.steps());
        this.weights = shard.weighted() ? order.weights(shard) : plan.weights();
        if (shard.weighted()) {
            collective.sum(weights, "epoch " + plan.epoch() + ", weights");
        }
    }

    RankResult run() {
        for (int s = 0; s < plan.steps() && !stopped; s++) {
            if (TaskContext.get().isInterrupted()) {
                throw new TaskKilledException("the training was cancelled");
            }
            step(s);
        }
        return new RankResult(log, collective.rank() == 0 && !stopped ? state.next() : null, failure);
    }

    private void step(int s) {
        long begun = System.nanoTime();
        long exchanges = collective.exchanges();
        long waited = collective.waitingNanos();
        syncNanos = 0;
        long number = state.optimizer().steps();
        double rate = settings.schedule().rate(number);
        float[] gradients = step.gradients();

        String objection = pass(s, number);
        totals[0] = step.loss();
        totals[1] = step.correct();
        totals[2] = objection == null ? 0 : 1;
        long before = System.nanoTime();
        collective.sum(gradients, program.exchanged(), "step " + number + ", gradients");
        collective.sum(totals, "step " + number + ", loss");
        syncNanos += System.nanoTime() - before;

        double[] norms = GradientNorms.of(program, gradients);
        String divergence = TrainingException.divergence(totals[0], norms, rate, program.normalization());
        if (totals[2] > 0) {
            stop(number, objection);
        } else if (divergence != null) {
            stop(number, divergence);
        } else {
            state.variables().observe(step.statistics(), settings.momentum());
            state.optimizer().update(state.variables().parameters(), gradients, program.decayed(), rate);
        }
        log.learned(s, totals[0], totals[1], weights[s], rate, norms);
        double waiting = (collective.waitingNanos() - waited) / NANOS;
        log.spent(s, (System.nanoTime() - begun - syncNanos) / NANOS, syncNanos / NANOS - waiting, waiting, (int)
                (collective.exchanges() - exchanges));
    }

    /** At the same step on all workers; only those say why who know. */
    private void stop(long number, String why) {
        stopped = true;
        failure = why == null ? null : TrainingException.at(number, plan, why);
    }

    /** Forward and backward. Says what this worker's rows lack; null if nothing. */
    private String pass(int s, long number) {
        try {
            step.start(program, assembler.labeled(s), EpochPlan.divisor(weights[s]));
            int exchange = 0;
            for (double[] sums = advance(); sums != null; sums = advance()) {
                long before = System.nanoTime();
                collective.sum(sums, "step " + number + ", exchange " + exchange++ + " of batch norm");
                syncNanos += System.nanoTime() - before;
                step.resume(sums);
            }
            return null;
        } catch (TooFewValuesException e) {
            return e.getMessage();
        }
    }

    private double[] advance() {
        return step.advance(program, state.variables());
    }
}
