package org.sparknorm.program;

import java.util.Arrays;
import org.sparknorm.network.Shape;

/** The largest of each square; its gradient goes to the first of the largest. */
record MaxPoolOp(int in, int out, Shape image, int size, Shape output) implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, output.size());
        int i = 0;
        for (int line = 0; line < tape.rows * output.channels() * output.height(); line++) {
            int corner = corner(line);
            for (int column = 0; column < output.width(); column++, corner += size) {
                y[i++] = largest(x, corner);
            }
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] dx = tape.dx(image.size());
        Arrays.fill(dx, 0, tape.rows * image.size(), 0);
        int i = 0;
        for (int line = 0; line < tape.rows * output.channels() * output.height(); line++) {
            int corner = corner(line);
            for (int column = 0; column < output.width(); column++, corner += size) {
                dx[first(x, corner, largest(x, corner))] = tape.dy[i++];
            }
        }
        tape.swapGradients();
    }

    /** Returns the start of the first square of an output line; lines count through channels and rows of the batch. */
    private int corner(int line) {
        int plane = line / output.height();
        return plane * image.positions() + line % output.height() * size * image.width();
    }

    /** Returns the largest of a square; NaN if there is one. */
    private float largest(float[] x, int corner) {
        float largest = x[corner];
        for (int row = corner; row < corner + size * image.width(); row += image.width()) {
            for (int at = row; at < row + size; at++) {
                largest = Math.max(largest, x[at]);
            }
        }
        return largest;
    }

    private int first(float[] x, int corner, float largest) {
        for (int row = corner; row < corner + size * image.width(); row += image.width()) {
            for (int at = row; at < row + size; at++) {
                if (x[at] == largest) {
                    return at;
                }
            }
        }
        return corner;
    }
}
