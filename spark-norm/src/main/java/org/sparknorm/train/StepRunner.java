package org.sparknorm.train;

import org.sparknorm.program.Variables;

/**
 * Runs a step on all workers, for the steps of one epoch: all that differs between ways to synchronize. What comes
 * before and after, the same for all of them, is {@link EpochLoop}.
 *
 * <p>There are three: {@link CollectiveStep} runs in every worker at once, and each holds all sums;
 * {@link TreeAggregateStep} runs on the driver, by Spark jobs; {@link LocalStep} takes all workers' parts in turn in
 * one thread.
 *
 * <p>A further way is one more class of this kind, a constant of {@link SyncKind}, and a case in {@link Trainer}: there
 * {@link EpochRunner#onDriver} runs it if its loop is the driver's; where every worker runs the loop, see
 * {@link CollectiveRunner}. An implementation lets each worker's {@link org.sparknorm.program.Step} run until it waits
 * for {@link org.sparknorm.core.ChannelSums}, replaces those by the sums over all workers, and goes on to the end; then
 * it sums loss, correct and the first {@code summedCount} gradients. It changes no variables.
 */
interface StepRunner {

    /** Says how far a batch goes. */
    enum Pass {
        /** Runs forward, loss and backward. */
        TRAIN,
        /** Runs forward alone, for the statistics of batch norms. */
        FORWARD
    }

    /** Returns the sum of the weights of all workers' rows, for each step. */
    double[] weights();

    /**
     * Takes a global batch through the network.
     *
     * @param step number within the epoch, from 0
     * @param variables parameters, and running means as shift; the same on all workers
     * @param divisor number by which sums over the batch become means
     */
    StepTotals run(int step, Variables variables, double divisor, Pass pass);
}
