package org.sparknorm.program;

/** The start of a branch; backward, the gradients of the branch and of the way around it add up. */
record ForkOp(int size, int depth) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        // The branch and its join read the same value.
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] dy = tape.dy;
        float[] skip = tape.skip(depth);
        for (int i = 0; i < tape.rows * size; i++) {
            dy[i] += skip[i];
        }
    }
}
