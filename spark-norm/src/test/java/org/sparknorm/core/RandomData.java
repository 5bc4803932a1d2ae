package org.sparknorm.core;

import java.util.Arrays;
import java.util.Random;

/** Normally distributed arrays and rows, the same in every run. */
public final class RandomData {

    private final Random random;

    public RandomData(long seed) {
        this.random = new Random(seed);
    }

    public double[] normal(int size, double mean, double std) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = mean + std * random.nextGaussian();
        }
        return values;
    }

    public double[] normal(int size) {
        return normal(size, 0, 1);
    }

    public double[][] rows(int rows, int length, double mean, double std) {
        double[][] values = new double[rows][];
        for (int r = 0; r < rows; r++) {
            values[r] = normal(length, mean, std);
        }
        return values;
    }

    /** Weights between 0.1 and 3, every fourth of them 0. */
    public double[] weights(int size) {
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = i % 4 == 3 ? 0 : 0.1 + 2.9 * random.nextDouble();
        }
        return weights;
    }

    /** The same values, all but a share of them zero. */
    public double[][] sparse(double[][] rows, double share) {
        double[][] sparse = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            sparse[r] = Arrays.stream(rows[r])
                    .map(value -> random.nextDouble() < share ? value : 0)
                    .toArray();
        }
        return sparse;
    }

    /** Sizes of parts, uneven and some of them empty, that sum to {@code total}. */
    public int[] split(int total, int parts) {
        int[] cuts = random.ints(parts - 1L, 0, total + 1).sorted().toArray();
        int[] sizes = new int[parts];
        int from = 0;
        for (int p = 0; p < parts; p++) {
            int to = p < cuts.length ? cuts[p] : total;
            sizes[p] = to - from;
            from = to;
        }
        return sizes;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    public static float[] toFloats(double[] values) {
        if (values == null) {
            return null;
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    public static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
