package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Sums of float data and of its squares around a given shift, in double lanes. */
final class FloatMoments {

    private static final int LANES = Lanes.DOUBLES.length();

    private FloatMoments() {}

    /**
     * Adds rows. The method is too big to be inlined, and must be: as part of its caller it can exceed the number of
     * nodes (NodeCountInliningCutoff) that C2 allows a compilation, and then its vectors become objects.
     */
    static void addRows(float[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
        int channels = shift.length;
        int end = Lanes.DOUBLES.loopBound(channels);
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            int first = from + r * channels;
            int second = first + channels;
            int third = second + channels;
            int fourth = third + channels;
            for (int c = 0; c < end; c += LANES) {
                DoubleVector m = Lanes.load(shift, c);
                DoubleVector d0 = Lanes.load(x, first + c).sub(m);
                DoubleVector d1 = Lanes.load(x, second + c).sub(m);
                DoubleVector d2 = Lanes.load(x, third + c).sub(m);
                DoubleVector d3 = Lanes.load(x, fourth + c).sub(m);
                Lanes.store(Lanes.load(sum, c).add(d0.add(d1).add(d2.add(d3))), sum, c);
                DoubleVector q = d0.fma(d0, d1.mul(d1)).add(d2.fma(d2, d3.mul(d3)));
                Lanes.store(Lanes.load(squares, c).add(q), squares, c);
            }
            for (int c = end; c < channels; c++) {
                for (int at = first + c; at <= fourth + c; at += channels) {
                    double d = x[at] - shift[c];
                    sum[c] += d;
                    squares[c] += d * d;
                }
            }
        }
        for (; r < rows; r++) {
            addRow(x, from + r * channels, 1, shift, sum, squares);
        }
    }

    static void addRow(float[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
        int channels = shift.length;
        int end = Lanes.DOUBLES.loopBound(channels);
        DoubleVector w = Lanes.of(weight);
        for (int c = 0; c < end; c += LANES) {
            DoubleVector d = Lanes.load(x, from + c).sub(Lanes.load(shift, c));
            DoubleVector weighted = d.mul(w);
            Lanes.store(Lanes.load(sum, c).add(weighted), sum, c);
            Lanes.store(weighted.fma(d, Lanes.load(squares, c)), squares, c);
        }
        for (int c = end; c < channels; c++) {
            double d = x[from + c] - shift[c];
            sum[c] += weight * d;
            squares[c] += weight * d * d;
        }
    }

    static void addRange(float[] x, int from, int length, double shift, double[] into) {
        int end = Lanes.DOUBLES.loopBound(length);
        DoubleVector m = Lanes.of(shift);
        DoubleVector s = Lanes.zero();
        DoubleVector q = Lanes.zero();
        for (int i = 0; i < end; i += LANES) {
            DoubleVector d = Lanes.load(x, from + i).sub(m);
            s = s.add(d);
            q = d.fma(d, q);
        }
        double sum = s.reduceLanes(VectorOperators.ADD);
        double squares = q.reduceLanes(VectorOperators.ADD);
        for (int i = from + end; i < from + length; i++) {
            double d = x[i] - shift;
            sum += d;
            squares += d * d;
        }
        into[0] += sum;
        into[1] += squares;
    }
}
