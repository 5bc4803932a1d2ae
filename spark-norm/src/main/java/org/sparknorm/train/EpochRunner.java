package org.sparknorm.train;

import org.sparknorm.program.StatisticsSums;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;

/** Takes a training one pass over the rows further: one implementation for each {@link SyncKind}. */
interface EpochRunner {

    /**
     * One epoch.
     *
     * @param state not used again
     * @throws TrainingException if it cannot go on
     */
    EpochResult train(TrainingState state, EpochPlan plan);

    /**
     * Forward passes with fixed parameters. Batches with too few values for a variance do not count.
     *
     * @return see {@link StatisticsSums}
     */
    double[] statistics(Variables variables, EpochPlan plan);
}
