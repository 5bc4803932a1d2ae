package org.sparknorm.optim;

import java.io.Serializable;

/** The choice of an optimizer and of its numbers, which a person makes before there are parameters. */
public sealed interface Solver extends Serializable {

    /** Default momentum of stochastic gradient descent. */
    double SGD_MOMENTUM = 0.9;

    /** Makes an optimizer whose moments are 0. */
    Optimizer optimizer(int parameters, double weightDecay);

    /**
     * Chooses stochastic gradient descent, as in PyTorch: {@code v = momentum * v + g + decay * w} and {@code w = w -
     * rate * v}.
     *
     * @param momentum weight of past gradients, in [0, 1)
     */
    static Solver sgd(double momentum) {
        return new Momentum(momentum);
    }

    /**
     * Chooses Adam with decoupled weight decay (Loshchilov and Hutter 2019), with PyTorch's defaults: betas 0.9 and
     * 0.999, an epsilon of 1e-8.
     */
    static Solver adamW() {
        return new Adaptive(0.9, 0.999, 1e-8);
    }

    /**
     * Stochastic gradient descent with momentum.
     *
     * @param momentum weight of past gradients, in [0, 1)
     */
    record Momentum(double momentum) implements Solver {
        public Momentum {
            Optimizer.requireShare("momentum", momentum);
        }

        @Override
        public Optimizer optimizer(int parameters, double weightDecay) {
            return new Sgd(parameters, momentum, weightDecay);
        }
    }

    /**
     * Adam with decoupled weight decay.
     *
     * @param beta1 weight of the past in the mean of gradients, in [0, 1)
     * @param beta2 weight of the past in the mean of their squares, in [0, 1)
     * @param epsilon constant added to the root of the mean square, positive and finite
     */
    record Adaptive(double beta1, double beta2, double epsilon) implements Solver {
        public Adaptive {
            Optimizer.requireShare("beta1", beta1);
            Optimizer.requireShare("beta2", beta2);
            Optimizer.requireEpsilon(epsilon);
        }

        @Override
        public Optimizer optimizer(int parameters, double weightDecay) {
            return new AdamW(parameters, beta1, beta2, epsilon, weightDecay);
        }
    }
}
