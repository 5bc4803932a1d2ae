package org.sparknorm.train;

import java.util.Arrays;
import org.sparknorm.network.Normalization;
import org.sparknorm.shard.EpochPlan;

/** Says that training cannot go on, and would fail the same way if tried again. The last checkpoint stays. */
public final class TrainingException extends RuntimeException {

    TrainingException(String message) {
        super(message);
    }

    /** Returns the reason with the step it happened at. */
    static String at(long step, EpochPlan plan, String refusal) {
        return "step " + step + " (epoch " + plan.epoch() + ", " + plan.steps() + " steps an epoch): " + refusal;
    }

    /**
     * Returns why a step must not be taken; null if loss and gradients are finite.
     *
     * @param gradientNorms norm of the gradient of each layer
     */
    static String divergence(double loss, double[] gradientNorms, double rate, Normalization normalization) {
        double gradientNorm =
                Math.sqrt(Arrays.stream(gradientNorms).map(norm -> norm * norm).sum());
        if (Double.isFinite(loss) && Double.isFinite(gradientNorm)) {
            return null;
        }
        return "training diverged: loss " + loss + ", gradient norm " + gradientNorm + ", rate " + rate + ", norm "
                + normalization.kind();
    }
}
