package org.sparknorm.train;

import org.sparknorm.network.Normalization;
import org.sparknorm.program.GradientNorms;
import org.sparknorm.shard.EpochPlan;

/** Training cannot go on, and would fail the same way if tried again. The last checkpoint stays. */
public final class TrainingException extends RuntimeException {

    TrainingException(String message) {
        super(message);
    }

    /** What happened, with the step it happened at. */
    static String at(long step, EpochPlan plan, String what) {
        return "step " + step + " (epoch " + plan.epoch() + ", " + plan.steps() + " steps an epoch): " + what;
    }

    /**
     * Why a step must not be taken; null if loss and gradients are finite.
     *
     * @param gradientNorms of each layer
     */
    static String divergence(double loss, double[] gradientNorms, double rate, Normalization normalization) {
        double gradientNorm = GradientNorms.total(gradientNorms);
        if (Double.isFinite(loss) && Double.isFinite(gradientNorm)) {
            return null;
        }
        return "training diverged: loss " + loss + ", gradient norm " + gradientNorm + ", rate " + rate + ", norm "
                + normalization.kind();
    }
}
