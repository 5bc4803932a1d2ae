package org.sparknorm.train;

import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.sparknorm.core.Moments;
import org.sparknorm.program.OwnStatistics;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.TooFewValuesException;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.BatchAssembler;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.sync.Collective;

/**
 * One worker's part of every step, in arrays that serve all steps. All workers hold the same sums in the end, and each
 * knows why its own rows are refused.
 */
final class CollectiveStep implements StepRunner {

    private static final int HEAD = 3;

    private final Program program;
    private final EpochPlan plan;
    private final Shard shard;
    private final Collective collective;
    private final BatchAssembler assembler;
    private final OwnStatistics own;
    private final Step step;

    /** Time in sums of the step at hand. */
    private long syncNanos;

    CollectiveStep(Program program, EpochPlan plan, Shard shard, Collective collective) {
        this.program = program;
        this.plan = plan;
        this.shard = shard;
        this.collective = collective;
        this.assembler =
                BatchAssembler.ofAll(shard, shard.order(plan), program.input().size());
        this.own = new OwnStatistics(program);
        this.step = new Step(program);
    }

    @Override
    public double[] weights() {
        if (!shard.weighted()) {
            return plan.weights();
        }
        double[] weights = shard.order(plan).weights(shard);
        collective.sum(weights, "epoch " + plan.epoch() + ", weights");
        return weights;
    }

    @Override
    public StepTotals run(int s, Variables variables, double divisor, Pass pass) {
        if (TaskContext.get().isInterrupted()) {
            throw new TaskKilledException("the training was cancelled");
        }
        long begun = System.nanoTime();
        long exchanges = collective.exchanges();
        long waited = collective.waitingNanos();
        syncNanos = 0;
        boolean train = pass == Pass.TRAIN;
        String number = "step " + plan.number(s);
        step.start(program, train ? assembler.labeled(s) : assembler.unlabeled(s), divisor);
        String refusal = advance(variables, number);
        double[] totals = totals(refusal);
        if (train) {
            timed(() ->
                    collective.sum(totals, step.gradients(), program.summedCount(), number + ", gradients and loss"));
        }
        double waiting = StepTotals.Times.seconds(collective.waitingNanos() - waited);
        double syncing = StepTotals.Times.seconds(syncNanos);
        int sums = (int) (collective.exchanges() - exchanges);
        StepTotals.Times times =
                new StepTotals.Times(StepTotals.Times.since(begun) - syncing, syncing - waiting, waiting, sums);
        if (totals[2] > 0) {
            return StepTotals.refused((int) totals[2], refusal, times);
        }
        return train
                ? new StepTotals(totals[0], totals[1], step.gradients(), moments(variables, totals), 0, null, times)
                : StepTotals.ofForward(step.moments(), times);
    }

    /** [loss, correct, refusals, sums behind statistics of its own]. */
    private double[] totals(String refusal) {
        double[] totals = new double[HEAD + own.length()];
        totals[0] = step.loss();
        totals[1] = step.correct();
        totals[2] = refusal == null ? 0 : 1;
        if (refusal == null && own.length() > 0) {
            own.write(step, totals, HEAD);
        }
        return totals;
    }

    private Moments[] moments(Variables variables, double[] totals) {
        return own.length() > 0 ? own.read(variables, totals, HEAD) : step.moments();
    }

    /** Runs the step to its end. Says what this worker's rows lack; null if nothing. */
    private String advance(Variables variables, String number) {
        long before = collective.exchanges();
        try {
            step.run(program, variables, sums -> {
                String what = number + ", exchange " + (collective.exchanges() - before) + " of batch norm";
                timed(() -> collective.sum(sums.values(), what));
            });
            return null;
        } catch (TooFewValuesException e) {
            return e.getMessage();
        }
    }

    private void timed(Runnable sum) {
        long begun = System.nanoTime();
        sum.run();
        syncNanos += System.nanoTime() - begun;
    }
}
