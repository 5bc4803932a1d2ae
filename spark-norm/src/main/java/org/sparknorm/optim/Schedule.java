package org.sparknorm.optim;

import java.io.Serializable;

/** The learning rate of each step. It follows from the step alone, so that a resumed run goes on where it was. */
public sealed interface Schedule extends Serializable {

    /** @param step number from 0 */
    double rate(long step);

    /** The same rate at every step, after a linear rise over the first {@code warmup} steps. */
    record Constant(double peak, long warmup) implements Schedule {
        public Constant {
            check(peak, warmup);
        }

        @Override
        public double rate(long step) {
            return peak * risen(step, warmup);
        }
    }

    /**
     * Half a cosine from the peak to 0 at step {@code total} (Loshchilov and Hutter 2017), after a linear rise over the
     * first {@code warmup} steps; 0 from there on.
     */
    record Cosine(double peak, long warmup, long total) implements Schedule {
        public Cosine {
            check(peak, warmup);
            if (total <= warmup) {
                throw new IllegalArgumentException(
                        "a cosine needs more steps than its warm-up of " + warmup + ", found " + total);
            }
        }

        @Override
        public double rate(long step) {
            if (step < warmup) {
                return peak * risen(step, warmup);
            }
            double way = Math.min(1, (double) (step - warmup) / (total - warmup));
            return peak * 0.5 * (1 + StrictMath.cos(Math.PI * way));
        }
    }

    private static double risen(long step, long warmup) {
        return step < warmup ? (step + 1.0) / warmup : 1;
    }

    private static void check(double peak, long warmup) {
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new IllegalArgumentException("the rate must be positive and finite, found " + peak);
        }
        if (warmup < 0) {
            throw new IllegalArgumentException("warm-up steps must be at least 0, found " + warmup);
        }
    }
}
