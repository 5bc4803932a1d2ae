package org.sparknorm.train;

import java.util.Arrays;
import org.sparknorm.core.Moments;

/**
 * The outcome of a step, over all workers.
 *
 * @param loss mean over the global batch
 * @param correct sum of the weights of the rows whose label got the largest score
 * @param gradients gradients of all parameters; null of a forward pass, and where rows were refused
 * @param moments moments of the global batch that each batch norm found, over all workers; but of this worker's part alone in
 *     a forward pass of {@link CollectiveStep} where each has its own; null where rows were refused
 * @param refusals number of workers whose rows will not do
 * @param refusal reason; null if nothing is refused, or only other workers know
 * @param times split of the time
 */
record StepTotals(
        double loss, double correct, float[] gradients, Moments[] moments, int refusals, String refusal, Times times) {

    /** Totals of a forward pass. */
    static StepTotals ofForward(Moments[] moments, Times times) {
        return new StepTotals(0, 0, null, moments, 0, null, times);
    }

    /** Totals of a step that cannot be finished. */
    static StepTotals refused(int refusals, String refusal, Times times) {
        return new StepTotals(0, 0, null, null, refusals, refusal, times);
    }

    /** Merges into the pooled moments, norm by norm, those of other rows, which stay as they are. */
    static Moments[] merge(Moments[] pooled, Moments[] others) {
        for (int norm = 0; norm < pooled.length; norm++) {
            pooled[norm].merge(others[norm]);
        }
        return pooled;
    }

    /** Returns moments of the same rows, to merge others into. */
    static Moments[] copy(Moments[] moments) {
        Moments[] none = Arrays.stream(moments)
                .map(each -> Moments.empty(each.channels()))
                .toArray(Moments[]::new);
        return merge(none, moments);
    }

    /**
     * Where the time of a step went, in seconds, as {@link StepReport} has it.
     *
     * @param computing forward and backward
     * @param synchronizing moving and adding sums
     * @param waiting idling until the slowest worker
     * @param exchanges number of sums over all workers
     */
    record Times(double computing, double synchronizing, double waiting, int exchanges) {

        private static final double NANOS = 1e9;

        /** Seconds since a time of {@link System#nanoTime}. */
        static double since(long begun) {
            return seconds(System.nanoTime() - begun);
        }

        static double seconds(long nanos) {
            return nanos / NANOS;
        }
    }
}
