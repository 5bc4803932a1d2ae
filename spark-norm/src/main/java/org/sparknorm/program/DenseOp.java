package org.sparknorm.program;

/** {@code y = x W' + bias}, with W as [units, inputs]. */
record DenseOp(int in, int out, int inputs, int units, int weight, int bias, boolean inputGradient) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] y = tape.newValue(out, units);
        for (int r = 0; r < tape.rows; r++) {
            System.arraycopy(parameters, bias, y, r * units, units);
        }
        Gemm.multiply(tape.rows, units, inputs, false, tape.value(in), 0, true, parameters, weight, 1, y, 0);
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] dy = tape.dy;
        Gemm.multiply(units, inputs, tape.rows, true, dy, 0, false, tape.value(in), 0, 0, tape.gradients, weight);
        double[] sum = new double[units];
        for (int r = 0; r < tape.rows; r++) {
            for (int u = 0; u < units; u++) {
                sum[u] += dy[r * units + u];
            }
        }
        for (int u = 0; u < units; u++) {
            tape.gradients[bias + u] = (float) sum[u];
        }
        if (inputGradient) {
            float[] dx = tape.dx(inputs);
            Gemm.multiply(tape.rows, inputs, units, false, dy, 0, false, parameters, weight, 0, dx, 0);
            tape.swapGradients();
        }
    }
}
