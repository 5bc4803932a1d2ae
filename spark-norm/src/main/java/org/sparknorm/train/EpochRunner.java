package org.sparknorm.train;

import java.util.function.Function;
import org.sparknorm.core.Moments;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;

/** The place where the {@link EpochLoop} runs: on the driver, or in every worker. */
interface EpochRunner {

    /**
     * Takes a training one pass over the rows further.
     *
     * @param state start of the epoch; not used again
     */
    EpochResult train(TrainingState state, EpochPlan plan);

    /**
     * Passes all batches forward with fixed variables: the moments of each batch norm, pooled over batches, and over
     * workers where each has its own.
     */
    Moments[] statistics(Variables fixed, EpochPlan plan);

    /**
     * Returns a runner whose loop runs in the caller's thread, on the driver.
     *
     * @param steps function that makes the steps of an epoch
     */
    static EpochRunner onDriver(TrainingSettings settings, Program program, Function<EpochPlan, StepRunner> steps) {
        return new EpochRunner() {
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
        };
    }
}
