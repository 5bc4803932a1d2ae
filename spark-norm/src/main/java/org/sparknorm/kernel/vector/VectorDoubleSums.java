package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.sparknorm.kernel.DoubleKernels;

/** Sums over double data: statistics of rows ({@link DoubleStretch}) and of channels, the latter in double lanes. */
abstract class VectorDoubleSums implements DoubleKernels {

    private static final int LANES = Lanes.DOUBLES.length();

    final DoubleKernels scalar;

    VectorDoubleSums(DoubleKernels scalar) {
        this.scalar = scalar;
    }

    @Override
    public final void layerStatistics(
            double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        if (length < DoubleStretch.LANES) {
            scalar.layerStatistics(x, from, length, sets, epsilon, into, at);
            return;
        }
        double[] lanes = new double[DoubleStretch.LANES];
        for (int s = 0; s < sets; s++) {
            int row = from + s * length;
            DoubleStretch.deviations(x, row, row + length, DoubleStretch.pivot(x, row), lanes, into, at + s * WIDTH);
        }
        // Apart from the sums, so that a set need not wait for the last additions of the one before.
        for (int s = 0; s < sets; s++) {
            finish(x, from + s * length, length, epsilon, lanes, into, at + s * WIDTH);
        }
    }

    /** From sums around a pivot to mean, residual and rstd. A pivot that was far from the mean is not good enough. */
    private static void finish(double[] x, int row, int length, double epsilon, double[] lanes, double[] into, int at) {
        double inverse = 1.0 / length;
        double offset = into[at + 1] * inverse;
        double shifted = into[at + 1] * offset;
        if (shifted > FAR * into[at + 2]) {
            DoubleStretch.deviations(x, row, row + length, into[at] + offset, lanes, into, at);
            offset = into[at + 1] * inverse;
            shifted = into[at + 1] * offset;
        }
        double pivot = into[at];
        double squares = into[at + 2] - shifted;
        into[at] = pivot + offset;
        into[at + 1] = pivot - into[at] + offset;
        into[at + 2] = 1 / Math.sqrt(Math.max(0, squares) * inverse + epsilon);
    }

    @Override
    public final void rmsStatistics(double[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        double[] lanes = new double[DoubleStretch.LANES];
        for (int s = 0; s < sets; s++) {
            int row = from + s * length;
            double squares = DoubleStretch.squares(x, row, row + length, lanes);
            into[at + s * WIDTH] = 0;
            into[at + s * WIDTH + 1] = 0;
            into[at + s * WIDTH + 2] = 1 / Math.sqrt(squares / length + epsilon);
        }
    }

    /**
     * In one method, which is too big to be inlined: within {@code PartitionScan} its vectors once fell victim to the limit
     * of nodes (NodeCountInliningCutoff) that C2 sets to a compilation, and were objects from there on.
     */
    @Override
    public final void addRows(double[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
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

    @Override
    public final void addRow(double[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
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

    @Override
    public final void addStretch(double[] x, int from, int length, double shift, double[] into) {
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
