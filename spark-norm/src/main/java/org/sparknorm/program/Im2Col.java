package org.sparknorm.program;

import java.util.Arrays;
import org.sparknorm.network.Shape;

/**
 * A square kernel that slides over an image with zero padding of {@code kernel / 2}: the image as columns (im2col), and
 * the sum of columns back into an image (col2im). Columns are [channels * kernel * kernel, positions], row-major.
 */
record Im2Col(Shape image, int kernel, int stride, Shape output) {

    /** Returns the number of output positions. */
    int positions() {
        return output.positions();
    }

    /** Returns the number of values under the window. */
    int depth() {
        return image.channels() * kernel * kernel;
    }

    /** Returns the number of values of all columns. */
    int size() {
        return Math.multiplyExact(depth(), positions());
    }

    /** Returns the number of values of the image. */
    int inputs() {
        return image.size();
    }

    /** Writes the columns of the image that starts at {@code from}. */
    void columns(float[] x, int from, float[] columns) {
        for (int d = 0; d < depth(); d++) {
            int kx = d % kernel - kernel / 2;
            int left = left(kx);
            int right = right(kx);
            for (int oy = 0; oy < output.height(); oy++) {
                int to = (d * output.height() + oy) * output.width();
                int row = row(d, oy);
                if (row < 0) {
                    Arrays.fill(columns, to, to + output.width(), 0);
                    continue;
                }
                Arrays.fill(columns, to, to + left, 0);
                Arrays.fill(columns, to + right, to + output.width(), 0);
                int at = from + row + kx;
                if (stride == 1) {
                    System.arraycopy(x, at + left, columns, to + left, right - left);
                } else {
                    for (int ox = left; ox < right; ox++) {
                        columns[to + ox] = x[at + ox * stride];
                    }
                }
            }
        }
    }

    /** Writes, from {@code from} on, the image whose every value is the sum of what the columns hold of it. */
    void image(float[] columns, float[] x, int from) {
        Arrays.fill(x, from, from + inputs(), 0);
        for (int d = 0; d < depth(); d++) {
            int kx = d % kernel - kernel / 2;
            int left = left(kx);
            int right = right(kx);
            for (int oy = 0; oy < output.height(); oy++) {
                int row = row(d, oy);
                if (row < 0) {
                    continue;
                }
                int at = (d * output.height() + oy) * output.width();
                int to = from + row + kx;
                for (int ox = left; ox < right; ox++) {
                    x[to + ox * stride] += columns[at + ox];
                }
            }
        }
    }

    /**
     * Returns the start of the image row that column {@code d} reads for output row {@code oy}; -1 if it is padding.
     */
    private int row(int d, int oy) {
        int channel = d / (kernel * kernel);
        int y = oy * stride + d / kernel % kernel - kernel / 2;
        return y < 0 || y >= image.height() ? -1 : (channel * image.height() + y) * image.width();
    }

    /** Returns the first output column whose input column, {@code kx} off, lies in the image. */
    private int left(int kx) {
        return Math.min(output.width(), Math.max(0, -Math.floorDiv(kx, stride)));
    }

    /** Returns one after the last such output column. */
    private int right(int kx) {
        int end = Math.floorDiv(image.width() - 1 - kx, stride) + 1;
        return Math.max(left(kx), Math.min(output.width(), end));
    }
}
