package org.sparknorm.train;

/** Training cannot go on, and would fail the same way if tried again. The last checkpoint stays. */
public final class TrainingException extends RuntimeException {

    TrainingException(String message) {
        super(message);
    }

    /** What happened, with the step it happened at. */
    static String at(long step, EpochPlan plan, String what) {
        return "step " + step + " (epoch " + plan.epoch() + ", " + plan.steps() + " steps an epoch): " + what;
    }

    static String diverged(double loss, double gradientNorm, double rate, Normalization normalization) {
        return "training diverged: loss " + loss + ", gradient norm " + gradientNorm + ", rate " + rate + ", norm "
                + normalization.kind();
    }
}
