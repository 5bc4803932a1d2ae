package org.sparknorm.kernel;

/** The agreement of all kernels on how the statistics of a set lie in an array, and when they are good enough. */
public final class Statistics {

    /** Values of one set, side by side: the mean, the residual of the mean, the rstd. */
    public static final int WIDTH = 3;

    /**
     * Share of the squares around a pivot that its distance from the mean may make up; above it, the sums are taken
     * again around the mean.
     */
    public static final double FAR = 0.75;

    private Statistics() {}
}
