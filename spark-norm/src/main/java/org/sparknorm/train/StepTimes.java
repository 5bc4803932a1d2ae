package org.sparknorm.train;

/**
 * Where the time of a step went, in seconds, as {@link StepReport} has it.
 *
 * @param computing forward and backward
 * @param synchronizing moving and adding sums
 * @param waiting for the slowest worker
 * @param exchanges number of sums over all workers
 */
record StepTimes(double computing, double synchronizing, double waiting, int exchanges) {

    private static final double NANOS = 1e9;

    /** Seconds since a time of {@link System#nanoTime}. */
    static double since(long begun) {
        return seconds(System.nanoTime() - begun);
    }

    static double seconds(long nanos) {
        return nanos / NANOS;
    }
}
