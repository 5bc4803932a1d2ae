package org.sparknorm.program;

import org.sparknorm.network.NormKind;

/**
 * Statistics of many batches as sums that add up: for each batch norm [count, sums, sums of squares] around the running
 * mean that the pass started with, one norm after the other in one array.
 */
public final class StatisticsSums {

    private StatisticsSums() {}

    public static double[] none(Program program) {
        return new double
                [program.batchNormChannels().stream().mapToInt(c -> 1 + 2 * c).sum()];
    }

    /** Adds a batch. */
    public static void add(double[] sums, BatchStatistics batch, Variables shift) {
        int at = 0;
        for (int norm = 0; norm < shift.runningMean().length; norm++) {
            double[] mean = shift.runningMean()[norm];
            double n = batch.count(norm);
            sums[at] += n;
            for (int c = 0; c < mean.length && n > 0; c++) {
                double residual = batch.mean(norm)[c] - mean[c];
                sums[at + 1 + c] += n * residual;
                sums[at + 1 + mean.length + c] += n * (batch.variance(norm)[c] + residual * residual);
            }
            at += 1 + 2 * mean.length;
        }
    }

    /**
     * The variables with the statistics of all rows, the variance unbiased.
     *
     * @throws IllegalArgumentException if there are fewer than two values per channel
     */
    public static Variables settle(double[] sums, Variables shift) {
        Variables settled = shift.copy();
        int at = 0;
        for (int norm = 0; norm < shift.runningMean().length; norm++) {
            int channels = shift.runningMean()[norm].length;
            double n = sums[at];
            if (n < 2) {
                throw new IllegalArgumentException(
                        "no batch of the rows has 2 values per channel of batch norm " + norm);
            }
            for (int c = 0; c < channels; c++) {
                double residual = sums[at + 1 + c] / n;
                double variance = Math.max(0, sums[at + 1 + channels + c] / n - residual * residual);
                settled.runningMean()[norm][c] += residual;
                settled.runningVariance()[norm][c] = variance * (n / (n - 1));
            }
            at += 1 + 2 * channels;
        }
        return settled;
    }

    /** Whether this worker's batches count: where all workers found the same, those of the first stand for all. */
    public static boolean counts(Program program, int worker) {
        return worker == 0 || program.normalization().kind() != NormKind.SYNC_BATCH;
    }
}
