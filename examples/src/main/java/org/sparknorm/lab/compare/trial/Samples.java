package org.sparknorm.lab.compare.trial;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * The digits. Both sets are standardized by the training set.
 *
 * @param train images to learn from
 * @param test never learnt from
 */
public record Samples(Pixels train, Pixels test) {

    /**
     * @param trainImages {@code rows x size} pixels, 0 to 255 as unsigned bytes
     * @param trainLabels class of each image
     */
    public static Samples of(byte[] trainImages, byte[] trainLabels, byte[] testImages, byte[] testLabels) {
        float[] scale = Pixels.standardize(trainImages);
        return new Samples(new Pixels(trainImages, trainLabels, scale), new Pixels(testImages, testLabels, scale));
    }

    /** Returns the rows of the training set in an order that follows from the seed. */
    public int[] shuffled(long seed) {
        int[] rows = IntStream.range(0, train.rows()).toArray();
        shuffle(rows, new Random(seed));
        return rows;
    }

    public static void shuffle(int[] rows, Random random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }
}
