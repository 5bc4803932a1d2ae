package org.sparknorm.train;

import java.util.Arrays;

/** The largest of each square; its gradient goes to the first of the largest. */
record MaxPoolOp(int in, int out, Shape image, int size, Shape output) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, output.size());
        for (int i = 0; i < tape.rows * output.size(); i++) {
            y[i] = x[largest(x, i)];
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] dx = tape.dx(image.size());
        Arrays.fill(dx, 0, tape.rows * image.size(), 0);
        for (int i = 0; i < tape.rows * output.size(); i++) {
            dx[largest(x, i)] += tape.dy[i];
        }
        tape.pass();
    }

    /** Where the largest value, or the first NaN, under output {@code i} of the batch stands. */
    private int largest(float[] x, int i) {
        int column = i % output.width();
        int row = i / output.width() % output.height();
        int plane = i / output.positions();
        int corner = plane * image.positions() + row * size * image.width() + column * size;
        int best = corner;
        for (int dy = 0; dy < size; dy++) {
            for (int at = corner + dy * image.width(); at < corner + dy * image.width() + size; at++) {
                if (x[at] > x[best] || (x[at] != x[at] && x[best] == x[best])) {
                    best = at;
                }
            }
        }
        return best;
    }
}
