package org.sparknorm.train;

/** {@code max(x, 0)}; NaN stays NaN. In place ({@code in == out}) where nobody else reads the input. */
record ReluOp(int in, int out, int size) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = in == out ? x : tape.newValue(out, size);
        for (int i = 0; i < tape.rows * size; i++) {
            y[i] = Math.max(x[i], 0f);
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] y = tape.value(out);
        float[] dy = tape.dy;
        for (int i = 0; i < tape.rows * size; i++) {
            dy[i] = y[i] > 0 ? dy[i] : 0f;
        }
    }
}
