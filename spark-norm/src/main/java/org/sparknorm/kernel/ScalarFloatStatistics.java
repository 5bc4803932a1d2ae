package org.sparknorm.kernel;

/** Sums and statistics of one set, in plain loops. */
final class ScalarFloatStatistics {

    private ScalarFloatStatistics() {}

    static void layer(float[] x, int from, int length, double epsilon, double[] into, int at) {
        sumAround(x[from], x, from, length, into, at);
        if (into[at + 1] * into[at + 1] > Statistics.FAR * length * into[at + 2]) {
            sumAround(into[at] + into[at + 1] / length, x, from, length, into, at);
        }
        double pivot = into[at];
        double inverse = 1.0 / length;
        double offset = into[at + 1] * inverse;
        double squares = Math.max(0, into[at + 2] - into[at + 1] * offset);
        into[at] = pivot + offset;
        into[at + 1] = pivot - into[at] + offset;
        into[at + 2] = 1 / Math.sqrt(squares * inverse + epsilon);
    }

    static void rms(float[] x, int from, int length, double epsilon, double[] into, int at) {
        into[at] = 0;
        into[at + 1] = 0;
        into[at + 2] = 1 / Math.sqrt(sumOfSquares(x, from, length) / length + epsilon);
    }

    /** Writes the pivot, the sum of deviations from it, and the sum of their squares. */
    private static void sumAround(double pivot, float[] x, int from, int length, double[] into, int at) {
        double d0 = 0;
        double d1 = 0;
        double d2 = 0;
        double d3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        int end = from + length;
        int i = from;
        for (int last = end - 3; i < last; i += 4) {
            double a = x[i] - pivot;
            double b = x[i + 1] - pivot;
            double c = x[i + 2] - pivot;
            double d = x[i + 3] - pivot;
            d0 += a;
            d1 += b;
            d2 += c;
            d3 += d;
            q0 += a * a;
            q1 += b * b;
            q2 += c * c;
            q3 += d * d;
        }
        for (; i < end; i++) {
            double a = x[i] - pivot;
            d0 += a;
            q0 += a * a;
        }
        into[at] = pivot;
        into[at + 1] = (d0 + d1) + (d2 + d3);
        into[at + 2] = (q0 + q1) + (q2 + q3);
    }

    private static double sumOfSquares(float[] x, int from, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = from + length;
        int i = from;
        for (int last = end - 3; i < last; i += 4) {
            s0 += (double) x[i] * x[i];
            s1 += (double) x[i + 1] * x[i + 1];
            s2 += (double) x[i + 2] * x[i + 2];
            s3 += (double) x[i + 3] * x[i + 3];
        }
        for (; i < end; i++) {
            s0 += (double) x[i] * x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
