package org.sparknorm.examples.compare;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * The digits, as a task sees them.
 *
 * @param train to learn from
 * @param test never learnt from
 */
record Samples(Pixels train, Pixels test) {

    /** Rows of the training set in an order that follows from the seed. */
    int[] shuffled(long seed) {
        int[] rows = IntStream.range(0, train.rows()).toArray();
        shuffle(rows, new Random(seed));
        return rows;
    }

    static void shuffle(int[] rows, Random random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }
}
