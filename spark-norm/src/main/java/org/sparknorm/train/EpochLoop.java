package org.sparknorm.train;

import org.sparknorm.core.Moments;
import org.sparknorm.core.RunningStatistics;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;

/**
 * The loop over the steps of an epoch: learning rate, refusal or divergence, running statistics, update, log. Wherever
 * it runs, it does the same with what a {@link StepRunner} sums.
 *
 * <p>What stops training is a result, not an exception: a task of Spark that failed would be run again, to the same
 * end.
 */
final class EpochLoop {

    private final TrainingSettings settings;
    private final Program program;
    private final EpochPlan plan;
    private final StepRunner steps;

    EpochLoop(TrainingSettings settings, Program program, EpochPlan plan, StepRunner steps) {
        this.settings = settings;
        this.program = program;
        this.plan = plan;
        this.steps = steps;
    }

    /**
     * Trains to the end of the epoch, or to the step that must not be taken.
     *
     * @param state start of the epoch; changed in place
     */
    EpochResult train(TrainingState state) {
        EpochLog log = new EpochLog(plan.steps());
        double[] weights = steps.weights();
        for (int s = 0; s < plan.steps(); s++) {
            double divisor = EpochPlan.divisor(weights[s]);
            StepTotals totals = steps.run(s, state.variables(), divisor, StepRunner.Pass.TRAIN);
            long number = state.optimizer().steps();
            if (totals.refusals() > 0) {
                return EpochResult.stopped(log, at(number, totals.refusal()));
            }
            long begun = System.nanoTime();
            double rate = settings.optimization().schedule().rate(number);
            double[] norms = program.gradientNorms(totals.gradients());
            log.record(totals, weights[s], rate, norms);
            String divergence = TrainingException.divergence(totals.loss(), norms, rate, program.normalization());
            if (divergence != null) {
                return EpochResult.stopped(log, at(number, divergence));
            }
            update(state, totals, rate);
            if (s == plan.steps() - 1) {
                log.runningDistance(state.variables()
                        .runningDistance(
                                totals.moments(), program.normalization().epsilon()));
            }
            log.addComputing(StepTotals.Times.since(begun));
        }
        return EpochResult.of(state.next(), log);
    }

    private void update(TrainingState state, StepTotals totals, double rate) {
        Variables variables = state.variables();
        long number = state.optimizer().steps() + 1;
        variables.moveRunning(
                totals.moments(),
                RunningStatistics.corrected(settings.optimization().momentum(), number));
        state.optimizer().update(variables.parameters(), totals.gradients(), program.weightCount(), rate);
    }

    private String at(long number, String refusal) {
        return refusal == null ? null : TrainingException.at(number, plan, refusal);
    }

    /**
     * Pools what each batch norm finds in all batches of the epoch. Batches too small for a variance do not count.
     *
     * @param fixed variables; not changed
     */
    Moments[] statistics(Variables fixed) {
        Moments[] pooled =
                program.batchNormChannels().stream().map(Moments::empty).toArray(Moments[]::new);
        for (int s = 0; s < plan.steps(); s++) {
            StepTotals totals = steps.run(s, fixed, 1, StepRunner.Pass.FORWARD);
            if (totals.moments() != null) {
                StepTotals.merge(pooled, totals.moments());
            }
        }
        return pooled;
    }
}
