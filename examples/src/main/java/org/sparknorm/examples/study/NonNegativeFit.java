package org.sparknorm.examples.study;

import java.util.Arrays;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.spark.mllib.optimization.NNLS;

/**
 * Prices, none below 0, by which counts explain times: least squares of the relative errors, by Spark's solver (Polyak's
 * projected conjugate gradients).
 */
final class NonNegativeFit {

    /** Of the interval that {@link #range} gives. */
    private static final double CONFIDENCE = 0.95;

    private static final int HALVINGS = 60;

    private final int points;
    /** Of each column of counts / times, so that the solver sees columns of length 1. */
    private final double[] norms;

    private final double[] ata;
    private final double[] atb;
    private final double[] scaled;

    private NonNegativeFit(int points, double[] norms, double[] ata, double[] atb) {
        this.points = points;
        this.norms = norms;
        this.ata = ata;
        this.atb = atb;
        this.scaled = solve(atb);
    }

    /**
     * @param counts of each measurement, all of the same length
     * @param times of each measurement, above 0
     */
    static NonNegativeFit of(double[][] counts, double[] times) {
        int n = counts[0].length;
        double[] norms = new double[n];
        for (int i = 0; i < times.length; i++) {
            for (int j = 0; j < n; j++) {
                norms[j] += Math.pow(counts[i][j] / times[i], 2);
            }
        }
        Arrays.setAll(norms, j -> norms[j] == 0 ? 1 : Math.sqrt(norms[j]));
        double[] ata = new double[n * n];
        double[] atb = new double[n];
        for (int i = 0; i < times.length; i++) {
            for (int j = 0; j < n; j++) {
                double a = counts[i][j] / times[i] / norms[j];
                atb[j] += a;
                for (int k = 0; k < n; k++) {
                    ata[j * n + k] += a * counts[i][k] / times[i] / norms[k];
                }
            }
        }
        return new NonNegativeFit(times.length, norms, ata, atb);
    }

    /** Price of each column. */
    double[] coefficients() {
        double[] coefficients = scaled.clone();
        Arrays.setAll(coefficients, j -> coefficients[j] / norms[j]);
        return coefficients;
    }

    double at(double[] counts) {
        return dot(scale(counts), scaled);
    }

    /** From the lowest to the highest time that the measurements allow. */
    record Range(double low, double high) {}

    /**
     * Profile likelihood interval of 95 %: the times of all prices whose sum of squared errors is not significantly above
     * the least (an F-test). Where measurements cannot tell two prices apart because their counts rose together, it goes
     * from the one extreme to the other.
     */
    Range range(double[] counts) {
        double[] direction = scale(counts);
        int free = Math.max(1, points - (int) Arrays.stream(scaled).filter(c -> c > 0).count());
        double quantile = new FDistribution(1, free).inverseCumulativeProbability(CONFIDENCE);
        double allowed = Math.max(error(scaled), 1e-12) * (1 + quantile / free);
        return new Range(extreme(direction, -1, allowed), extreme(direction, 1, allowed));
    }

    /** By bisection over the weight that the time has beside the error. */
    private double extreme(double[] direction, int sign, double allowed) {
        double length = Math.sqrt(dot(direction, direction));
        double best = dot(direction, scaled);
        double low = -12;
        double high = 6;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double weight = sign * Math.pow(10, middle) / length;
            double[] pulled = atb.clone();
            Arrays.setAll(pulled, j -> atb[j] + weight * direction[j]);
            double[] prices = solve(pulled);
            if (error(prices) > allowed) {
                high = middle;
            } else {
                low = middle;
                double time = dot(direction, prices);
                best = sign > 0 ? Math.max(best, time) : Math.min(best, time);
            }
        }
        return best;
    }

    private double[] solve(double[] right) {
        return NNLS.solve(ata, right, NNLS.createWorkspace(right.length)).clone();
    }

    /** Sum of squared relative errors. */
    private double error(double[] prices) {
        double error = points;
        int n = prices.length;
        for (int j = 0; j < n; j++) {
            error -= 2 * atb[j] * prices[j];
            for (int k = 0; k < n; k++) {
                error += prices[j] * ata[j * n + k] * prices[k];
            }
        }
        return Math.max(0, error);
    }

    private double[] scale(double[] counts) {
        double[] scaledCounts = counts.clone();
        Arrays.setAll(scaledCounts, j -> counts[j] / norms[j]);
        return scaledCounts;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
