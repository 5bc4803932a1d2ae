package org.sparknorm.shard;

/**
 * A pseudo-random order of 0, ..., n - 1 that takes no memory: a Feistel network (Luby and Rackoff 1988) over the next
 * even number of bits, walked until it ends below n (Black and Rogaway 2002).
 */
final class Permutation {

    private static final int ROUNDS = 6;

    private final long n;
    private final int half;
    private final long mask;
    private final long[] keys = new long[ROUNDS];

    Permutation(long n, long seed) {
        this.n = n;
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, n - 1));
        half = (bits + 1) / 2;
        mask = (1L << half) - 1;
        long state = seed;
        for (int round = 0; round < ROUNDS; round++) {
            state += 0x9E3779B97F4A7C15L;
            keys[round] = mix(state);
        }
    }

    /**
     * Returns the place of a number, from 0 to n - 1.
     *
     * @param i number from 0 to n - 1
     */
    long apply(long i) {
        long place = i;
        do {
            place = network(place);
        } while (place >= n);
        return place;
    }

    private long network(long value) {
        long left = value >>> half;
        long right = value & mask;
        for (long key : keys) {
            long next = left ^ (mix(right + key) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }

    /** Mixes bits: the finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
