package org.sparknorm.lab.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Rows that a kernel is timed over.
 *
 * @param length elements of a row
 */
public record KernelShape(int rows, int length) {

    /**
     * Elements of arrays that a second-level cache holds: x, dy and y are 384 KB, more than a first-level cache has.
     */
    static final int IN_CACHE = 1 << 15;

    /** Elements of arrays that come from memory: x and y are 128 MB, more than a third-level cache has. */
    private static final int IN_MEMORY = 1 << 24;

    public static final double[] LENGTHS = {64, 256, 1024};

    /** Returns the shapes of all lengths, in the order of the lengths. */
    public static List<KernelShape> all(boolean cached) {
        return Arrays.stream(LENGTHS)
                .mapToObj(length -> of((int) length, cached))
                .toList();
    }

    public static KernelShape of(int length, boolean cached) {
        return new KernelShape((cached ? IN_CACHE : IN_MEMORY) / length, length);
    }

    /** Reads what {@link #param} writes. */
    static KernelShape parse(String param) {
        String[] sides = param.split("x");
        return new KernelShape(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    /** Returns the benchmark's param, as in {@code 128x256}. */
    String param() {
        return rows + "x" + length;
    }

    int elements() {
        return rows * length;
    }

    /** Returns the name of a kernel over this shape, as in {@code layerNorm [128 x 256]}. */
    public String name(String kernel) {
        return kernel + " [" + rows + " x " + length + "]";
    }
}
