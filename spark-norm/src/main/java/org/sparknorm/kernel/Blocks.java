package org.sparknorm.kernel;

/**
 * Decides how much of an array is worked on at a time. The sizes are counts of elements, and were measured with
 * AVX-512.
 */
public final class Blocks {

    /**
     * Elements whose statistics are taken at a time, so that they are still in the first cache when they are
     * normalized.
     */
    private static final int BLOCK = 2048;

    /** Elements that stay in the second cache together with what is made of them. */
    private static final int CACHED = 1 << 17;

    private Blocks() {}

    /**
     * Returns the number of neighbouring sets whose statistics are taken before the first of them is normalized: fewer
     * where they come from memory, which is read and written best side by side.
     *
     * @param elements length of the array
     * @param sets number of all sets
     * @param length elements of a set
     */
    public static int sets(int elements, int sets, int length) {
        int block = isCached(elements) ? BLOCK : BLOCK / 4;
        return sets <= 1 ? 1 : Math.min(sets, Math.max(1, block / length));
    }

    /** Returns true if an array of so many elements stays in the processor's second cache. */
    public static boolean isCached(int elements) {
        return elements <= CACHED;
    }
}
