package org.sparknorm.optim;

import java.io.Serializable;
import java.util.List;

/**
 * Moves parameters against their gradients. Weight decay falls on a prefix of them, the weights. Its state, for
 * checkpoints: {@link #moments} and {@link #steps}.
 */
public abstract sealed class Optimizer implements Serializable permits Sgd, AdamW {

    private static final long serialVersionUID = 1L;

    private final float[][] moments;
    private long steps;

    Optimizer(int moments, int parameters) {
        this.moments = new float[moments][parameters];
    }

    /**
     * Takes one step.
     *
     * @param parameters numbers to move; changed in place
     * @param gradients gradients of the mean loss over the global batch
     * @param decayed number of parameters, from the first, that weight decay falls on
     * @param rate learning rate of this step
     */
    public final void update(float[] parameters, float[] gradients, int decayed, double rate) {
        steps++;
        move(parameters, gradients, 0, decayed, rate, true);
        move(parameters, gradients, decayed, parameters.length, rate, false);
    }

    abstract void move(float[] parameters, float[] gradients, int from, int to, double rate, boolean decay);

    /** Returns the number of steps so far. */
    public final long steps() {
        return steps;
    }

    /** Returns the arrays themselves: what past gradients left, of each parameter. */
    public final float[][] moments() {
        return moments;
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws IllegalArgumentException if the moments are those of another optimizer or network
     */
    public final void restore(float[][] saved, long stepsSoFar) {
        if (saved.length != moments.length) {
            throw new IllegalArgumentException(
                    "found " + saved.length + " moments of each parameter, expected " + moments.length);
        }
        for (int i = 0; i < moments.length; i++) {
            if (saved[i].length != moments[i].length) {
                throw new IllegalArgumentException(
                        "found moments of " + saved[i].length + " parameters, expected " + moments[i].length);
            }
            System.arraycopy(saved[i], 0, moments[i], 0, saved[i].length);
        }
        steps = stepsSoFar;
    }

    /** Returns the classes that this package sends between processes, which some serializers must know. */
    public static List<Class<?>> onTheWire() {
        return List.of(Sgd.class, AdamW.class);
    }

    static void requireShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), found " + value);
        }
    }

    static void requireEpsilon(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("epsilon must be positive and finite, found " + value);
        }
    }

    /**
     * Checks a weight decay.
     *
     * @throws IllegalArgumentException if it is not finite and at least 0
     */
    public static void requireDecay(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("weight decay must be finite and at least 0, found " + value);
        }
    }
}
