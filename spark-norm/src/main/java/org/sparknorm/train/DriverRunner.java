package org.sparknorm.train;

import java.util.function.Function;
import org.sparknorm.core.Moments;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;

/**
 * Runs the loop in the caller's thread, on the driver.
 *
 * @param steps makes the steps of an epoch
 */
record DriverRunner(TrainingSettings settings, Program program, Function<EpochPlan, StepRunner> steps)
        implements EpochRunner {

    @Override
    public EpochResult train(TrainingState state, EpochPlan plan) {
        return loop(plan).train(state);
    }

    @Override
    public Moments[] statistics(Variables fixed, EpochPlan plan) {
        return loop(plan).statistics(fixed);
    }

    private EpochLoop loop(EpochPlan plan) {
        return new EpochLoop(settings, program, plan, steps.apply(plan));
    }
}
