package org.sparknorm.optim;

import java.io.Serializable;

/** Which optimizer, and its numbers: what a person chooses, before there are parameters. */
public sealed interface Solver extends Serializable {

    /** A new optimizer, its moments 0. */
    Optimizer optimizer(int parameters, double weightDecay);

    /** Stochastic gradient descent, see {@link org.sparknorm.optim.Sgd}. */
    static Solver sgd(double momentum) {
        return new Momentum(momentum);
    }

    /** {@link org.sparknorm.optim.AdamW} with PyTorch's defaults: betas 0.9 and 0.999, an epsilon of 1e-8. */
    static Solver adamW() {
        return new Adaptive(0.9, 0.999, 1e-8);
    }

    /**
     * {@link org.sparknorm.optim.Sgd}.
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
     * {@link org.sparknorm.optim.AdamW}.
     *
     * @param beta1 weight of the past in the mean of gradients, in [0, 1)
     * @param beta2 weight of the past in the mean of their squares, in [0, 1)
     * @param epsilon constant added to the root of the mean square, positive
     */
    record Adaptive(double beta1, double beta2, double epsilon) implements Solver {
        public Adaptive {
            Optimizer.requireShare("beta1", beta1);
            Optimizer.requireShare("beta2", beta2);
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon must be positive, found " + epsilon);
            }
        }

        @Override
        public Optimizer optimizer(int parameters, double weightDecay) {
            return new AdamW(parameters, beta1, beta2, epsilon, weightDecay);
        }
    }
}
