package org.sparknorm.program;

import org.sparknorm.network.Layer;

/** The tanh form of the Gaussian error linear unit; see {@link Layer.Plain#GELU}. */
record GeluOp(int in, int out, int size) implements LocalOp {

    private static final double SLOPE = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, size);
        for (int i = 0; i < tape.rows * size; i++) {
            y[i] = (float) (0.5 * x[i] * (1 + tanh(x[i])));
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] dy = tape.dy;
        for (int i = 0; i < tape.rows * size; i++) {
            double t = tanh(x[i]);
            double slope = SLOPE * (1 + 3 * CUBIC * x[i] * x[i]);
            dy[i] *= (float) (0.5 * (1 + t) + 0.5 * x[i] * (1 - t * t) * slope);
        }
    }

    private static double tanh(double x) {
        return 1 - 2 / (Math.exp(2 * SLOPE * (x + CUBIC * x * x * x)) + 1);
    }
}
