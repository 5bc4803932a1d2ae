package org.sparknorm.optim;

/**
 * Stochastic gradient descent with momentum, as in PyTorch: {@code v = momentum * v + g + decay * w} and {@code w = w -
 * rate * v}.
 */
final class Sgd extends Optimizer {

    private static final long serialVersionUID = 1L;

    private final float momentum;
    private final float decay;

    /**
     * @param parameters number of parameters
     * @param momentum weight of past gradients, in [0, 1)
     * @param decay weight decay, at least 0
     */
    Sgd(int parameters, double momentum, double decay) {
        super(1, parameters);
        requireShare("momentum", momentum);
        requireDecay(decay);
        this.momentum = (float) momentum;
        this.decay = (float) decay;
    }

    @Override
    void move(float[] w, float[] g, int from, int to, double rate, boolean decays) {
        float[] v = moments()[0];
        float step = (float) rate;
        float shrink = decays ? decay : 0;
        for (int i = from; i < to; i++) {
            v[i] = momentum * v[i] + g[i] + shrink * w[i];
            w[i] -= step * v[i];
        }
    }
}
