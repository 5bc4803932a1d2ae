package org.sparknorm.lab.study.measure;

import java.util.Map;
import java.util.Objects;

/**
 * A point to be measured; its components are those of {@link MicroPoint}.
 *
 * @param master as points name it
 */
public record MicroCase(
        Way way, Integer depth, String finalAggregate, int partitions, int channels, String serializer, String master) {

    static final String DRIVER = "driver";
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

    /** The same sums with another serializer. */
    public MicroCase with(String another) {
        return new MicroCase(way, depth, finalAggregate, partitions, channels, another, master);
    }

    public long bytes() {
        return way == Way.BARRIER ? 0 : Sums.bytes(channels);
    }

    public MicroPoint skipped(int cores, String reason) {
        return new MicroPoint(
                way.toString(),
                depth,
                null,
                finalAggregate,
                partitions,
                channels,
                bytes(),
                serializer,
                master,
                cores,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                reason);
    }

    public MicroPoint measured(int cores, TreeResult found) {
        return measured(
                cores,
                found.warmup(),
                found.micros(),
                found.wrong(),
                found.levels(),
                found.driverBytes(),
                found.breakdown());
    }

    public MicroPoint measured(int cores, PeerBench.Result found) {
        // Each rank's text, a third longer than the bytes, to the driver, and those of all ranks back to each.
        Long driverBytes = way == Way.ALL_GATHER ? (Long) (bytes() * 4 / 3 * partitions * (1 + partitions)) : null;
        return measured(cores, found.warmup(), found.micros(), found.wrong(), null, driverBytes, null);
    }

    private MicroPoint measured(
            int cores,
            int warmup,
            double[] micros,
            int wrong,
            Integer levels,
            Long driverBytes,
            Map<String, Double> breakdown) {
        Timings timings = new Timings(micros);
        // Bytes per microsecond are megabytes per second.
        Double algbw = way == Way.BARRIER ? null : (Double) (bytes() / timings.percentile(50));
        boolean peers = way == Way.COLLECTIVE || way == Way.TCP;
        return new MicroPoint(
                way.toString(),
                depth,
                levels,
                finalAggregate,
                partitions,
                channels,
                bytes(),
                serializer,
                master,
                cores,
                warmup,
                micros.length,
                timings.min(),
                timings.percentile(25),
                timings.percentile(50),
                timings.percentile(75),
                timings.carriedPercentile(95),
                timings.carriedPercentile(99),
                timings.max(),
                algbw,
                peers ? (Double) (algbw * 2 * (partitions - 1) / partitions) : null,
                driverBytes,
                wrong,
                breakdown,
                null);
    }
}
