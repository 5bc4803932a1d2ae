package org.sparknorm.program;

import java.io.Serializable;
import java.util.Arrays;
import org.sparknorm.core.Moments;
import org.sparknorm.core.RunningStatistics;

/**
 * The numbers that training changes: parameters, and running mean and variance of each batch norm. Same on all workers;
 * trainers change the arrays in place, between steps only.
 */
public final class Variables implements Serializable {

    private static final long serialVersionUID = 1L;

    private final float[] parameters;
    private final double[][] runningMean;
    private final double[][] runningVariance;

    /**
     * Takes given numbers, of a checkpoint or a saved model.
     *
     * @param parameters numbers in the layout of the program
     * @param runningMean mean of each channel of each batch norm
     * @param runningVariance variance, likewise
     */
    public Variables(float[] parameters, double[][] runningMean, double[][] runningVariance) {
        this.parameters = parameters;
        this.runningMean = runningMean;
        this.runningVariance = runningVariance;
    }

    /**
     * Returns what training starts with: weights by seed, biases and betas 0, gammas 1, running statistics mean 0,
     * variance 1.
     */
    public static Variables initial(Program program, Initialization initialization, long seed) {
        int norms = program.batchNormChannels().size();
        double[][] mean = new double[norms][];
        double[][] variance = new double[norms][];
        for (int i = 0; i < norms; i++) {
            RunningStatistics running =
                    RunningStatistics.initial(program.batchNormChannels().get(i));
            mean[i] = running.mean();
            variance[i] = running.variance();
        }
        return new Variables(initialization.parameters(program, seed), mean, variance);
    }

    /** The array itself. */
    public float[] parameters() {
        return parameters;
    }

    /** The arrays themselves. */
    public double[][] runningMean() {
        return runningMean;
    }

    /** The arrays themselves. */
    public double[][] runningVariance() {
        return runningVariance;
    }

    /**
     * Moves the running statistics towards those of a step's batch, see {@link RunningStatistics}. What a worker
     * without rows found (with its own statistics) moves nothing.
     *
     * @param batch moments of each batch norm, {@link Step#moments}
     * @param momentum weight of the new batch, in [0, 1]: {@link RunningStatistics#corrected} for its number
     */
    public void moveRunning(Moments[] batch, double momentum) {
        for (int i = 0; i < runningMean.length; i++) {
            if (batch[i].rows() > 0) {
                RunningStatistics moved =
                        RunningStatistics.of(runningMean[i], runningVariance[i]).update(batch[i], momentum);
                runningMean[i] = moved.mean();
                runningVariance[i] = moved.variance();
            }
        }
    }

    /**
     * Returns how far running means are from a batch's: of the channel with the largest difference, in standard
     * deviations, beyond the five standard errors that chance may make between one batch and the next.
     *
     * @param batch moments of each batch norm
     * @param epsilon constant added to variances
     */
    public double runningDistance(Moments[] batch, double epsilon) {
        double largest = 0;
        for (int i = 0; i < runningMean.length; i++) {
            double[] mean = batch[i].mean();
            double[] variance = batch[i].variance();
            for (int c = 0; c < mean.length; c++) {
                double deviation = Math.sqrt(Math.max(variance[c], runningVariance[i][c]) + epsilon);
                double chance = 5 / Math.sqrt(batch[i].weight(c));
                largest = Math.max(largest, Math.abs(mean[c] - runningMean[i][c]) / deviation - chance);
            }
        }
        return largest;
    }

    /**
     * Returns the same parameters with given statistics in place of the running ones, the variance unbiased.
     *
     * @param exact moments of each batch norm
     * @throws IllegalArgumentException if one has fewer than two values per channel
     */
    public Variables withStatistics(Moments[] exact) {
        double[][] mean = new double[exact.length][];
        double[][] variance = new double[exact.length][];
        for (int i = 0; i < exact.length; i++) {
            if (!exact[i].hasVariance()) {
                throw new IllegalArgumentException("no batch of the rows has 2 values per channel of batch norm " + i);
            }
            mean[i] = exact[i].mean();
            variance[i] = exact[i].unbiasedVariance();
        }
        return new Variables(parameters.clone(), mean, variance);
    }

    /** Returns variables of the same numbers that share no array with these. */
    public Variables copy() {
        return new Variables(
                parameters.clone(),
                Arrays.stream(runningMean).map(double[]::clone).toArray(double[][]::new),
                Arrays.stream(runningVariance).map(double[]::clone).toArray(double[][]::new));
    }

    /**
     * Checks that these are numbers of that program.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void requireFits(Program program) {
        int[] channels =
                program.batchNormChannels().stream().mapToInt(Integer::intValue).toArray();
        if (parameters.length != program.parameterCount()
                || !Arrays.equals(channels, lengths(runningMean))
                || !Arrays.equals(channels, lengths(runningVariance))) {
            throw new IllegalArgumentException("variables of another network: found " + parameters.length
                    + " parameters and batch norms of " + Arrays.toString(lengths(runningMean)) + " channels, expected "
                    + program.parameterCount() + " and " + Arrays.toString(channels) + " for: " + program.network());
        }
    }

    private static int[] lengths(double[][] arrays) {
        return Arrays.stream(arrays).mapToInt(array -> array.length).toArray();
    }
}
