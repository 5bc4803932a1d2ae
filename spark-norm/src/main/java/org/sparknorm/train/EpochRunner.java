package org.sparknorm.train;

import org.sparknorm.core.Moments;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;

/** Where the {@link EpochLoop} runs: on the driver, or in every worker. */
interface EpochRunner {

    /**
     * Takes a training one pass over the rows further.
     *
     * @param state not used again
     */
    EpochResult train(TrainingState state, EpochPlan plan);

    /**
     * Passes all batches forward with fixed variables: the moments of each batch norm, pooled over batches, and over
     * workers where each has its own.
     */
    Moments[] statistics(Variables fixed, EpochPlan plan);
}
