package org.sparknorm.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.sparknorm.kernel.DoubleKernels;
import org.sparknorm.kernel.FloatKernels;

/** Sums over float data: statistics of rows ({@link FloatStretch}) and of channels, the latter in double lanes. */
abstract class VectorFloatSums implements FloatKernels {

    private static final int LANES = Lanes.DOUBLES.length();

    /** Sums of squares in float lanes outside of these bounds have lost small squares, or overflowed. */
    private static final double TINY = 1e-30;

    private static final double HUGE = 1e37;

    final FloatKernels scalar;

    VectorFloatSums(FloatKernels scalar) {
        this.scalar = scalar;
    }

    @Override
    public final void layerStatistics(
            float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        if (length < FloatStretch.LANES) {
            scalar.layerStatistics(x, from, length, sets, epsilon, into, at);
            return;
        }
        float[] lanes = new float[FloatStretch.LANES];
        for (int s = 0; s < sets; s++) {
            int row = from + s * length;
            FloatStretch.deviations(x, row, row + length, FloatStretch.pivot(x, row), lanes, into, at + s * WIDTH);
        }
        // Apart from the sums, so that a set need not wait for the last additions of the one before.
        for (int s = 0; s < sets; s++) {
            finish(x, from + s * length, length, epsilon, lanes, into, at + s * WIDTH);
        }
    }

    /** From sums around a pivot to mean, residual and rstd. A pivot that was far from the mean is not good enough. */
    private void finish(float[] x, int row, int length, double epsilon, float[] lanes, double[] into, int at) {
        double inverse = 1.0 / length;
        double offset = into[at + 1] * inverse;
        double shifted = into[at + 1] * offset;
        if (shifted > DoubleKernels.FAR * into[at + 2]) {
            FloatStretch.deviations(x, row, row + length, (float) (into[at] + offset), lanes, into, at);
            offset = into[at + 1] * inverse;
            shifted = into[at + 1] * offset;
        }
        double pivot = into[at];
        double squares = into[at + 2] - shifted;
        into[at] = (float) (pivot + offset);
        into[at + 1] = pivot - into[at] + offset;
        into[at + 2] = 1 / Math.sqrt(Math.max(0, squares) * inverse + epsilon);
        if (!(squares > TINY && squares < HUGE)) {
            scalar.layerStatistics(x, row, length, 1, epsilon, into, at);
        }
    }

    @Override
    public final void rmsStatistics(float[] x, int from, int length, int sets, double epsilon, double[] into, int at) {
        float[] lanes = new float[FloatStretch.LANES];
        for (int s = 0; s < sets; s++) {
            int row = from + s * length;
            double squares = FloatStretch.squares(x, row, row + length, lanes);
            into[at + s * WIDTH] = 0;
            into[at + s * WIDTH + 1] = 0;
            into[at + s * WIDTH + 2] = 1 / Math.sqrt(squares / length + epsilon);
            if (!(squares > TINY && squares < HUGE)) {
                scalar.rmsStatistics(x, row, length, 1, epsilon, into, at + s * WIDTH);
            }
        }
    }

    /**
     * In one method, which is too big to be inlined: within {@code PartitionScan} its vectors once fell victim to the limit
     * of nodes (NodeCountInliningCutoff) that C2 sets to a compilation, and were objects from there on.
     */
    @Override
    public final void addRows(float[] x, int from, int rows, double[] shift, double[] sum, double[] squares) {
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
    public final void addRow(float[] x, int from, double weight, double[] shift, double[] sum, double[] squares) {
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
    public final void addStretch(float[] x, int from, int length, double shift, double[] into) {
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
