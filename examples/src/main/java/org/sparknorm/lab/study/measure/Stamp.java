package org.sparknorm.lab.study.measure;

import java.time.Instant;

/**
 * A piece of work within a synchronization, and when it was done: microseconds since 1970 of the machine's clock, which
 * all processes of one machine share. On several machines the clocks have to agree (NTP) better than what is compared.
 *
 * @param partition number of the partition that the sums came from; -1 where that says nothing
 */
record Stamp(Kind kind, long begin, long end, int partition) {

    /** The kind of work. */
    enum Kind {
        /** The task's functions were deserialized: the task begins. An instant. */
        OPEN,

        /** A partition's sums were computed. */
        COMPUTE,

        /** Sums were added to others. */
        MERGE,

        /** Sums were serialized, for a shuffle or as a task's result. */
        WRITE,

        /** Sums were deserialized. */
        READ,

        /** The task's functions ended, shuffle files written. An instant. */
        CLOSE,

        /** The stage's functions were serialized by the driver. An instant. */
        SHIP
    }

    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1000;

    public long micros() {
        return end - begin;
    }

    public static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS + now.getNano() / NANOS;
    }
}
