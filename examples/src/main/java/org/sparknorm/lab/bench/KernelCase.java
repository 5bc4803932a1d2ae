package org.sparknorm.lab.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something to time.
 *
 * @param training forward and backward as training does it; otherwise forward as the stages do it
 * @param cached from arrays that a second-level cache holds; otherwise from memory
 * @param length elements of a row
 */
public record KernelCase(boolean training, boolean cached, int length) {

    public static final double[] LENGTHS = {64, 256, 1024};

    /** Those in caches first, and neighbours by length. */
    public static final List<KernelCase> ALL = Stream.of(true, false)
            .flatMap(cached -> Stream.of(false, true)
                    .flatMap(training ->
                            Arrays.stream(LENGTHS).mapToObj(length -> new KernelCase(training, cached, (int) length))))
            .toList();

    /** x, dy and y are 384 KB: second-level caches have 512 KB and more, first-level ones 64 KB and less. */
    private static final int IN_CACHE = 1 << 15;

    /** x and y are 64 MB, more than the third-level caches that a core can have to itself. */
    private static final int IN_MEMORY = 1 << 23;

    private static final int PASSES_IN_CACHE = 32;

    public static int floats(boolean cached) {
        return cached ? IN_CACHE : IN_MEMORY;
    }

    /** Elements of all rows. */
    public int floats() {
        return floats(cached);
    }

    /** Passes over all rows that make a turn. */
    public int passes() {
        return cached ? PASSES_IN_CACHE : 1;
    }

    /** Of all lengths. */
    public String name() {
        return (training ? "forward and backward" : "forward") + ", from " + (cached ? "cache" : "memory");
    }
}
