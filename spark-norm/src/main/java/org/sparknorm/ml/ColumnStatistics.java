package org.sparknorm.ml;

import java.io.Serializable;
import org.sparknorm.core.Moments;
import org.sparknorm.core.RunningStatistics;

/**
 * The statistics of one column in a model.
 *
 * @param count rows that counted so far
 * @param channelCounts rows in which a channel had a value; of length 1 where that is the same for all channels
 * @param mean mean of each channel; NaN where it never had a value
 * @param variance unbiased variance of each channel; NaN where it never had two values
 */
record ColumnStatistics(String column, long count, long[] channelCounts, double[] mean, double[] variance)
        implements Serializable {

    /** The name of a column that may have any. */
    static final String ANY = "";

    /** Takes the statistics of all rows behind some moments. */
    static ColumnStatistics of(String column, Moments moments) {
        return new ColumnStatistics(
                column, moments.rows(), channelCounts(moments), moments.mean(), moments.unbiasedVariance());
    }

    /** Takes statistics from elsewhere, for a column of any name. */
    static ColumnStatistics given(double[] mean, double[] variance) {
        if (mean.length == 0 || mean.length != variance.length) {
            throw new IllegalArgumentException("found " + mean.length + " means and " + variance.length
                    + " variances, expected one of each for each channel");
        }
        for (int c = 0; c < mean.length; c++) {
            if (!Double.isFinite(mean[c]) || !Double.isFinite(variance[c]) || variance[c] < 0) {
                throw new IllegalArgumentException("channel " + c + " has mean " + mean[c] + " and variance "
                        + variance[c] + ", expected finite numbers, the variance not negative");
            }
        }
        return new ColumnStatistics(ANY, 0, new long[] {0}, mean.clone(), variance.clone());
    }

    /** Moves the statistics towards those of one more batch. */
    ColumnStatistics moved(Moments batch, double momentum) {
        double[] movedMean = mean.clone();
        double[] movedVariance = variance.clone();
        RunningStatistics.move(movedMean, movedVariance, batch, momentum);
        return new ColumnStatistics(
                column, count + batch.rows(), sum(channelCounts, channelCounts(batch)), movedMean, movedVariance);
    }

    ColumnStatistics renamed(String to) {
        return new ColumnStatistics(to, count, channelCounts, mean, variance);
    }

    int channels() {
        return mean.length;
    }

    long count(int channel) {
        return channelCounts[channelCounts.length == 1 ? 0 : channel];
    }

    void requireChannels(String stage, int found) {
        if (found != channels()) {
            throw new IllegalArgumentException(
                    stage + ": " + (column.equals(ANY) ? "the column" : "column '" + column + "'") + " has rows of "
                            + found + " channels, expected " + channels() + " as in fit");
        }
    }

    private static long[] channelCounts(Moments moments) {
        long[] counts = new long[moments.channels()];
        boolean alike = true;
        for (int c = 0; c < counts.length; c++) {
            counts[c] = moments.rows(c);
            alike &= counts[c] == counts[0];
        }
        return alike ? new long[] {counts[0]} : counts;
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = new long[Math.max(a.length, b.length)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[a.length == 1 ? 0 : i] + b[b.length == 1 ? 0 : i];
        }
        return sum;
    }
}
