package org.sparknorm.optim;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as in PyTorch: first {@code w = w - rate * decay * w},
 * then {@code w = w - rate * m / (sqrt(v) + epsilon)} with bias-corrected moments m and v.
 */
final class AdamW extends Optimizer {

    private static final long serialVersionUID = 1L;

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double decay;

    /**
     * @param parameters number of parameters
     * @param beta1 weight of the past in the mean of gradients, in [0, 1)
     * @param beta2 weight of the past in the mean of their squares, in [0, 1)
     * @param epsilon constant added to the root of the mean square, positive and finite
     * @param decay weight decay, at least 0
     */
    AdamW(int parameters, double beta1, double beta2, double epsilon, double decay) {
        super(2, parameters);
        requireShare("beta1", beta1);
        requireShare("beta2", beta2);
        requireDecay(decay);
        requireEpsilon(epsilon);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decay = decay;
    }

    @Override
    void move(float[] w, float[] g, int from, int to, double rate, boolean decays) {
        float[] m = moments()[0];
        float[] v = moments()[1];
        double correction1 = 1 - StrictMath.pow(beta1, steps());
        double correction2 = 1 - StrictMath.pow(beta2, steps());
        double keep = decays ? 1 - rate * decay : 1;
        for (int i = from; i < to; i++) {
            m[i] = (float) (beta1 * m[i] + (1 - beta1) * g[i]);
            v[i] = (float) (beta2 * v[i] + (1 - beta2) * g[i] * g[i]);
            double move = m[i] / correction1 / (Math.sqrt(v[i] / correction2) + epsilon);
            w[i] = (float) (w[i] * keep - rate * move);
        }
    }
}
