package org.sparknorm.lab.study.measure;

import java.util.Objects;

/**
 * A point to be measured; its components are those of {@link MicroPoint}.
 *
 * @param master name of the master, as points have it
 */
public record MicroCase(
        SyncMethod way,
        Integer depth,
        String finalAggregate,
        int partitions,
        int channels,
        String serializer,
        String master) {

    public static final String DRIVER = "driver";
    public static final String EXECUTOR = "executor";

    public boolean isOf(MicroPoint point) {
        return way.toString().equals(point.way())
                && Objects.equals(depth, point.depth())
                && Objects.equals(finalAggregate, point.finalAggregate())
                && partitions == point.partitions()
                && channels == point.channels()
                && Objects.equals(serializer, point.serializer())
                && master.equals(point.master());
    }

    /** Returns the same sums with another serializer. */
    public MicroCase with(String another) {
        return new MicroCase(way, depth, finalAggregate, partitions, channels, another, master);
    }

    public long bytes() {
        return way == SyncMethod.BARRIER ? 0 : CheckedSums.bytes(channels);
    }

    public MicroPoint skipped(int cores, String reason) {
        return point(cores, null, reason);
    }

    public MicroPoint measured(int cores, TreeResult found) {
        Times times = Times.of(found.micros());
        return point(
                cores,
                new Measurement(
                        found.warmup(),
                        found.micros().length,
                        found.wrong(),
                        times,
                        bytes() / times.medianMicros(),
                        null,
                        found.levels(),
                        found.driverBytes(),
                        found.breakdown()),
                null);
    }

    public MicroPoint measured(int cores, PeerBench.Result found) {
        Times times = Times.of(found.micros());
        // Bytes per microsecond are megabytes per second.
        double algbw = bytes() / times.medianMicros();
        boolean peers = way == SyncMethod.COLLECTIVE || way == SyncMethod.TCP;
        // Each rank's text, a third longer than the bytes, to the driver, and those of all ranks back to each.
        Long driverBytes =
                way == SyncMethod.ALL_GATHER ? (Long) (bytes() * 4 / 3 * partitions * (1 + partitions)) : null;
        return point(
                cores,
                new Measurement(
                        found.warmup(),
                        found.micros().length,
                        found.wrong(),
                        times,
                        way == SyncMethod.BARRIER ? null : (Double) algbw,
                        peers ? (Double) (algbw * 2 * (partitions - 1) / partitions) : null,
                        null,
                        driverBytes,
                        null),
                null);
    }

    private MicroPoint point(int cores, Measurement measured, String skipped) {
        return new MicroPoint(
                way.toString(),
                depth,
                finalAggregate,
                partitions,
                channels,
                bytes(),
                serializer,
                master,
                cores,
                measured,
                skipped);
    }
}
