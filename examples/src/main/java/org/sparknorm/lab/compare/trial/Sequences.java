package org.sparknorm.lab.compare.trial;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Digits as sequences of different lengths: line by line, 28 channels over up to 28 lines.
 *
 * @param real values of each row, {@code lines x CHANNELS} values
 */
public record Sequences(double[][] real) {

    public static final int ROWS = 256;
    public static final int CHANNELS = 28;
    private static final int LINES = 28;

    /** About so many percent of all lines are padding, with lengths spread evenly around the mean. */
    public static Sequences draw(Samples samples, long seed, double share) {
        Random random = new Random(seed);
        int[] rows = samples.shuffled(seed);
        float[] image = new float[CHANNELS * LINES];
        double[][] real = new double[ROWS][];
        double mean = LINES * (1 - share / 100);
        double width = Math.min(LINES - mean, mean - 1);
        for (int r = 0; r < ROWS; r++) {
            int lines = (int) Math.round(mean + width * (2 * random.nextDouble() - 1));
            samples.train().copy(rows[r], image, 0);
            // From the middle on, where there is ink, around to the top.
            real[r] = new double[lines * CHANNELS];
            for (int i = 0; i < real[r].length; i++) {
                real[r][i] = 1 + image[(i + LINES / 4 * CHANNELS) % image.length] + 0.1 * random.nextGaussian();
            }
        }
        return new Sequences(real);
    }

    /** Returns each real line as a row of channels. */
    public double[] lines() {
        return Arrays.stream(real).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Returns the rows with zeros up to the longest, line by line. */
    public double[] padded() {
        int longest = Arrays.stream(real).mapToInt(row -> row.length).max().orElseThrow();
        double[] all = new double[ROWS * longest];
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(real[r], 0, all, r * longest, real[r].length);
        }
        return all;
    }

    /** Returns, of what was made of {@link #padded}, the real values. */
    public double[] withoutPadding(double[] padded) {
        int longest = padded.length / ROWS;
        return IntStream.range(0, ROWS)
                .mapToObj(r -> Arrays.copyOfRange(padded, r * longest, r * longest + real[r].length))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** Returns each row normalized by itself. */
    public double[] alone(UnaryOperator<double[]> norm) {
        return Arrays.stream(real).map(norm).flatMapToDouble(Arrays::stream).toArray();
    }
}
