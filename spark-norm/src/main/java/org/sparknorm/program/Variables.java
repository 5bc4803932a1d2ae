package org.sparknorm.program;

import java.io.Serializable;
import java.util.Arrays;
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
     * Given numbers, of a checkpoint or a saved model.
     *
     * @param parameters in the layout of the program
     * @param runningMean of each batch norm, of each channel
     * @param runningVariance likewise
     */
    public Variables(float[] parameters, double[][] runningMean, double[][] runningVariance) {
        this.parameters = parameters;
        this.runningMean = runningMean;
        this.runningVariance = runningVariance;
    }

    /** What training starts with: weights by seed, biases and betas 0, gammas 1, running statistics mean 0, variance 1. */
    public static Variables initial(Program program, Initialization initialization, long seed) {
        int norms = program.batchNormChannels().size();
        double[][] mean = new double[norms][];
        double[][] variance = new double[norms][];
        for (int i = 0; i < norms; i++) {
            mean[i] = new double[program.batchNormChannels().get(i)];
            variance[i] = mean[i].clone();
            Arrays.fill(variance[i], 1);
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
     * Moves the running statistics towards those of a step's batch: {@code (1 - momentum) * running + momentum * batch},
     * with the batch's unbiased variance. A momentum of 1, 1/2, 1/3 and so on gives the plain average over batches. The
     * statistics of a worker of its own that had no rows move nothing.
     *
     * @param batch of a step, {@link Step#statistics}
     * @param momentum weight of the new batch, in [0, 1]
     */
    public void observe(BatchStatistics batch, double momentum) {
        for (int i = 0; i < runningMean.length; i++) {
            if (batch.count(i) == 0) {
                continue;
            }
            RunningStatistics.move(runningMean[i], batch.mean(i), momentum);
            RunningStatistics.move(runningVariance[i], batch.unbiasedVariance(i), momentum);
        }
    }

    /** Numbers of their own. */
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
        if (parameters.length != program.parameters()
                || !Arrays.equals(channels, lengths(runningMean))
                || !Arrays.equals(channels, lengths(runningVariance))) {
            throw new IllegalArgumentException("variables of another network: found " + parameters.length
                    + " parameters and batch norms of " + Arrays.toString(lengths(runningMean)) + " channels, expected "
                    + program.parameters() + " and " + Arrays.toString(channels) + " for: " + program.network());
        }
    }

    private static int[] lengths(double[][] arrays) {
        return Arrays.stream(arrays).mapToInt(array -> array.length).toArray();
    }
}
