package org.sparknorm.program;

/** {@code y = x + branch(x)}. */
record JoinOp(int in, int branch, int out, int size, int depth) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] b = tape.value(branch);
        float[] y = tape.newValue(out, size);
        for (int i = 0; i < tape.rows * size; i++) {
            y[i] = x[i] + b[i];
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        System.arraycopy(tape.dy, 0, tape.newSkip(depth, size), 0, tape.rows * size);
    }
}
