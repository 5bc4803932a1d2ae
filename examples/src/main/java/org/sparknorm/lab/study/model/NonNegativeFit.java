package org.sparknorm.lab.study.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.spark.mllib.optimization.NNLS;

/**
 * Prices, none below 0, by which counts explain times: least squares of the relative errors, by Spark's solver
 * (Polyak's projected conjugate gradients).
 */
final class NonNegativeFit {

    /** The confidence of the interval that {@link #range} gives. */
    private static final double CONFIDENCE = 0.95;

    private static final int HALVINGS = 60;

    private final List<String> terms;
    private final int points;
    /** Returns the length of each column of counts / times, so that the solver sees columns of length 1. */
    private final double[] norms;

    private final double[] ata;
    private final double[] atb;
    private final double[] prices;

    private NonNegativeFit(List<String> terms, int points, double[] norms, double[] ata, double[] atb) {
        this.terms = terms;
        this.points = points;
        this.norms = norms;
        this.ata = ata;
        this.atb = atb;
        this.prices = solve(atb);
    }

    /**
     * @param works all of the same terms
     * @param micros microseconds that each of them took, above 0
     */
    public static NonNegativeFit of(List<CostTerms> works, List<Double> micros) {
        double[][] rows = new double[works.size()][];
        for (int i = 0; i < rows.length; i++) {
            double time = micros.get(i);
            rows[i] = works.get(i).terms().values().stream()
                    .mapToDouble(count -> count / time)
                    .toArray();
        }
        List<String> terms = List.copyOf(works.get(0).terms().keySet());
        int n = terms.size();
        double[] norms = new double[n];
        for (int j = 0; j < n; j++) {
            int column = j;
            double square = Arrays.stream(rows)
                    .mapToDouble(row -> row[column] * row[column])
                    .sum();
            norms[j] = Math.sqrt(square);
        }
        double[] ata = new double[n * n];
        double[] atb = new double[n];
        for (double[] row : rows) {
            double[] scaled = scaled(row, norms);
            for (int j = 0; j < n; j++) {
                atb[j] += scaled[j];
                for (int k = 0; k < n; k++) {
                    ata[j * n + k] += scaled[j] * scaled[k];
                }
            }
        }
        return new NonNegativeFit(terms, rows.length, norms, ata, atb);
    }

    /** Fits the price of one of each term. */
    public Map<String, Double> coefficients() {
        Map<String, Double> coefficients = new LinkedHashMap<>();
        for (int j = 0; j < norms.length; j++) {
            coefficients.put(terms.get(j), norms[j] == 0 ? 0 : prices[j] / norms[j]);
        }
        return coefficients;
    }

    public double at(CostTerms work) {
        return dot(scaled(work), prices);
    }

    /** A range from the lowest to the highest time that the measurements allow. */
    record Range(double low, double high) {}

    /**
     * Profile likelihood interval of 95 %: the times of all prices whose sum of squared errors is not significantly
     * above the least (an F-test). Where measurements cannot tell two prices apart because their counts rose together,
     * it goes from the one extreme to the other.
     */
    public Range range(CostTerms work) {
        double[] direction = scaled(work);
        int free = Math.max(
                1, points - (int) Arrays.stream(prices).filter(c -> c > 0).count());
        double quantile = new FDistribution(1, free).inverseCumulativeProbability(CONFIDENCE);
        double allowed = Math.max(error(prices), 1e-12) * (1 + quantile / free);
        return new Range(extreme(direction, -1, allowed), extreme(direction, 1, allowed));
    }

    /** Finds an end of the range, by bisection over the weight that the time has beside the error. */
    private double extreme(double[] direction, int sign, double allowed) {
        double length = Math.sqrt(dot(direction, direction));
        double best = dot(direction, prices);
        double low = -12;
        double high = 6;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double weight = sign * Math.pow(10, middle) / length;
            double[] pulled = atb.clone();
            Arrays.setAll(pulled, j -> atb[j] + weight * direction[j]);
            double[] allowing = solve(pulled);
            if (error(allowing) > allowed) {
                high = middle;
            } else {
                low = middle;
                double time = dot(direction, allowing);
                best = sign > 0 ? Math.max(best, time) : Math.min(best, time);
            }
        }
        return best;
    }

    private double[] solve(double[] right) {
        return NNLS.solve(ata, right, NNLS.createWorkspace(right.length)).clone();
    }

    /** Returns the sum of squared relative errors. */
    private double error(double[] x) {
        double error = points;
        int n = x.length;
        for (int j = 0; j < n; j++) {
            error -= 2 * atb[j] * x[j];
            for (int k = 0; k < n; k++) {
                error += x[j] * ata[j * n + k] * x[k];
            }
        }
        return Math.max(0, error);
    }

    private double[] scaled(CostTerms work) {
        return scaled(
                work.terms().values().stream().mapToDouble(Double::doubleValue).toArray(), norms);
    }

    /** Returns the counts; what no measurement had has no price and counts for nothing. */
    private static double[] scaled(double[] counts, double[] norms) {
        double[] scaled = new double[counts.length];
        Arrays.setAll(scaled, j -> norms[j] == 0 ? 0 : counts[j] / norms[j]);
        return scaled;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
