package org.sparknorm.program;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What each batch norm of a program found in one batch: the batch of all workers where they synchronize, this worker's
 * rows otherwise. Empty for other norms. With it, {@link Variables#observe} moves the running statistics.
 */
public final class BatchStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] count;
    private final double[][] mean;
    private final double[][] variance;

    BatchStatistics(double[] count, double[][] mean, double[][] variance) {
        this.count = count;
        this.mean = mean;
        this.variance = variance;
    }

    /** Number of values behind each channel of a norm; 0 on a worker of its own without rows. */
    double count(int norm) {
        return count[norm];
    }

    /** Of each channel. */
    double[] mean(int norm) {
        return mean[norm];
    }

    /** Biased. */
    double[] variance(int norm) {
        return variance[norm];
    }

    double[] unbiasedVariance(int norm) {
        double correction = count[norm] / (count[norm] - 1);
        return Arrays.stream(variance[norm]).map(biased -> biased * correction).toArray();
    }
}
