package org.sparknorm.program;

/** An operation on this worker's rows alone. */
non-sealed interface LocalOp extends Op {

    /** Computes the op's output value from its input value. */
    void forward(Tape tape, float[] parameters);

    /**
     * Computes from the gradient of the output ({@link Tape#dy}) that of the input, and those of the op's parameters,
     * which start at 0.
     */
    void backward(Tape tape, float[] parameters);
}
