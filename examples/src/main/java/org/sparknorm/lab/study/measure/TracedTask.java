package org.sparknorm.lab.study.measure;

import java.util.List;
import org.sparknorm.lab.study.measure.Stamp.Kind;

/**
 * A task as Spark's listener and its own stamps tell of it. Microseconds; Spark's times are whole milliseconds, rounded
 * down, to which half a millisecond is added.
 *
 * @param launch time when the driver sent it
 * @param finish time when the driver knew of its end
 * @param deserialize time that it took to have its functions
 * @param gc pauses of its JVM while it ran
 * @param resultBytes size that the driver got of it
 * @param stamps work in order
 */
record TracedTask(
        int partition,
        String executor,
        long launch,
        long finish,
        long deserialize,
        long gc,
        long resultBytes,
        List<Stamp> stamps) {

    /** Returns the task's begin. */
    public long opened() {
        return stamps.stream()
                .filter(stamp -> stamp.kind() == Kind.OPEN)
                .mapToLong(Stamp::end)
                .max()
                .orElse(launch + deserialize);
    }

    /** Returns the end of its functions. */
    public long closed() {
        return stamps.stream()
                .filter(stamp -> stamp.kind() == Kind.CLOSE)
                .mapToLong(Stamp::end)
                .max()
                .orElse(finish);
    }

    /** Returns the last that is known of it on its executor. */
    public long left() {
        return stamps.isEmpty() ? finish : stamps.get(stamps.size() - 1).end();
    }
}
