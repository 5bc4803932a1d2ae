package org.sparknorm.program;

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
            // All ones where y > 0, else 0: a sign is a coin toss, which a branch would guess wrong half the time.
            int mask = -Float.floatToRawIntBits(y[i]) >> 31;
            dy[i] = Float.intBitsToFloat(Float.floatToRawIntBits(dy[i]) & mask);
        }
    }
}
