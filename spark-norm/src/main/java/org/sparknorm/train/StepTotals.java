package org.sparknorm.train;

import org.sparknorm.core.Moments;

/**
 * What a step comes to, over all workers.
 *
 * @param loss mean over the global batch
 * @param correct sum of the weights of the rows whose label got the largest score
 * @param gradients of all parameters; null of a forward pass, and where rows were refused
 * @param moments what each batch norm found, as the runner of the step knows it: of all workers where they synchronize;
 *     where each has its own, see the runner; null where rows were refused
 * @param refusals number of workers whose rows will not do
 * @param refusal why; null if nothing is refused, or only other workers know
 * @param times where the time went
 */
record StepTotals(
        double loss,
        double correct,
        float[] gradients,
        Moments[] moments,
        int refusals,
        String refusal,
        StepTimes times) {

    /** Totals of a forward pass. */
    static StepTotals ofForward(Moments[] moments, StepTimes times) {
        return new StepTotals(0, 0, null, moments, 0, null, times);
    }

    /** Totals of a step that cannot be finished. */
    static StepTotals refused(int refusals, String refusal, StepTimes times) {
        return new StepTotals(0, 0, null, null, refusals, refusal, times);
    }
}
