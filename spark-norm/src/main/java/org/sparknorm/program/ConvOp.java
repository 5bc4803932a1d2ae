package org.sparknorm.program;

import java.util.Arrays;

/**
 * Convolution by im2col, one row of the batch at a time, so that the columns stay small: {@code y = W columns + bias},
 * with W as [filters, channels * kernel * kernel].
 */
record ConvOp(int in, int out, Im2Col im2col, int filters, int weight, int bias, boolean inputGradient)
        implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, filters * im2col.positions());
        float[] columns = tape.columns(im2col.size());
        int positions = im2col.positions();
        for (int r = 0; r < tape.rows; r++) {
            int row = r * filters * positions;
            for (int f = 0; f < filters; f++) {
                int from = row + f * positions;
                Arrays.fill(y, from, from + positions, parameters[bias + f]);
            }
            im2col.columns(x, r * im2col.inputs(), columns);
            Gemm.multiply(filters, positions, im2col.depth(), false, parameters, weight, false, columns, 0, 1, y, row);
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] dy = tape.dy;
        float[] columns = tape.columns(im2col.size());
        int positions = im2col.positions();
        int depth = im2col.depth();
        double[] sum = new double[filters];
        for (int r = 0; r < tape.rows; r++) {
            int row = r * filters * positions;
            im2col.columns(x, r * im2col.inputs(), columns);
            Gemm.multiply(filters, depth, positions, false, dy, row, true, columns, 0, 1, tape.gradients, weight);
            for (int f = 0; f < filters; f++) {
                sum[f] += sum(dy, row + f * positions, positions);
            }
        }
        for (int f = 0; f < filters; f++) {
            tape.gradients[bias + f] = (float) sum[f];
        }
        if (inputGradient) {
            float[] dx = tape.dx(im2col.inputs());
            for (int r = 0; r < tape.rows; r++) {
                int row = r * filters * positions;
                Gemm.multiply(depth, positions, filters, true, parameters, weight, false, dy, row, 0, columns, 0);
                im2col.image(columns, dx, r * im2col.inputs());
            }
            tape.swapGradients();
        }
    }

    private static double sum(float[] x, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        return sum;
    }
}
