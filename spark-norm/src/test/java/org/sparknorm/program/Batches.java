package org.sparknorm.program;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Batches of random rows, split among workers, and how far two results are apart. */
public final class Batches {

    private Batches() {}

    /** Rows of a Gaussian for each class around a mean of its own, scaled and off center, with weights around one. */
    public static Batch randomRows(Program program, int rows, long seed) {
        Random random = new Random(seed);
        Random centers = new Random(77);
        int size = program.input().size();
        float[][] center = new float[program.classes()][size];
        for (float[] c : center) {
            for (int i = 0; i < size; i++) {
                c[i] = (float) centers.nextGaussian();
            }
        }
        float[] features = new float[rows * size];
        int[] labels = new int[rows];
        double[] weights = new double[rows];
        for (int r = 0; r < rows; r++) {
            labels[r] = random.nextInt(program.classes());
            weights[r] = 0.5 + random.nextDouble();
            for (int i = 0; i < size; i++) {
                features[r * size + i] = (float) (0.5 + center[labels[r]][i] + 1.5 * random.nextGaussian());
            }
        }
        return new Batch(features, labels, weights, rows);
    }

    /** The rows of a batch, dealt out in order. */
    public static List<Batch> split(Program program, Batch batch, int... rows) {
        int size = program.input().size();
        Batch[] parts = new Batch[rows.length];
        int from = 0;
        for (int rank = 0; rank < rows.length; rank++) {
            int to = from + rows[rank];
            int[] labels = new int[rows[rank]];
            double[] weights = new double[rows[rank]];
            for (int r = from; r < to; r++) {
                labels[r - from] = batch.label(r);
                weights[r - from] = batch.weight(r);
            }
            parts[rank] = new Batch(
                    Arrays.copyOfRange(batch.features(), from * size, to * size), labels, weights, rows[rank]);
            from = to;
        }
        return List.of(parts);
    }

    /** Euclidean norm of the difference, relative to that of the expected. */
    public static double difference(float[] actual, float[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }

    public static double difference(double[] actual, double[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
