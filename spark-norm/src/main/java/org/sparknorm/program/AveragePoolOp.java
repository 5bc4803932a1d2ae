package org.sparknorm.program;

import java.util.Arrays;

/** The mean of each channel over its positions. */
record AveragePoolOp(int in, int out, int channels, int positions) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, channels);
        for (int i = 0; i < tape.rows * channels; i++) {
            double sum = 0;
            for (int p = i * positions; p < (i + 1) * positions; p++) {
                sum += x[p];
            }
            y[i] = (float) (sum / positions);
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] dx = tape.dx(channels * positions);
        for (int i = 0; i < tape.rows * channels; i++) {
            Arrays.fill(dx, i * positions, (i + 1) * positions, tape.dy[i] / positions);
        }
        tape.swapGradients();
    }
}
