package org.sparknorm.lab.study.model;

/**
 * The network of a cluster to predict for, and what its workers do in training. A worker is one slot: of 10 executors
 * of 8 cores there are 80.
 *
 * @param latencyMicros microseconds from one machine to another, one way
 * @param megabytesPerSecond bandwidth that a worker, and the driver, take in, and likewise send
 * @param rowsPerWorker rows of a batch on each worker, in training
 */
public record Cluster(double latencyMicros, double megabytesPerSecond, int rowsPerWorker) {

    /** Each worker behind 10 Gbit/s of its own, 50 microseconds from all others, with 128 rows of a batch. */
    public static final Cluster DEFAULT = new Cluster(50, 1250, 128);

    /** @throws IllegalArgumentException if a number is not above 0; a latency may be 0 */
    public Cluster {
        if (!(latencyMicros >= 0) || !(megabytesPerSecond > 0) || rowsPerWorker < 1) {
            throw new IllegalArgumentException(
                    "a cluster to predict for needs a latency of 0 microseconds or more, more"
                            + " than 0 MB/s, and 1 row per worker or more; found " + latencyMicros + ", "
                            + megabytesPerSecond
                            + " and " + rowsPerWorker);
        }
    }

    /** Returns what this network adds to work whose prices were measured on loopback. */
    double networkMicros(CostTerms work) {
        return work.journeys() * latencyMicros + work.networkBytes() / megabytesPerSecond;
    }
}
