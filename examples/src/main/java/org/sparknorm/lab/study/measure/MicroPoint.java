package org.sparknorm.lab.study.measure;

import java.util.Map;

/**
 * One synchronization, measured many times over. Times are microseconds.
 *
 * @param way see {@link Way}, by its label
 * @param depth that treeAggregate was asked for; null for other ways
 * @param levels of merging that the tree really had, the driver's included; null for other ways
 * @param finalAggregate {@code driver} or {@code executor}; null for other ways
 * @param partitions tasks whose sums are combined
 * @param channels of one batch norm: a count, and for each a sum and a sum of squares, are combined
 * @param bytes of one partition's sums
 * @param serializer {@code java} or {@code kryo}; null where a way uses neither
 * @param master of Spark
 * @param cores that tasks could run on at once
 * @param warmup iterations that are not counted
 * @param iterations counted
 * @param p25Micros with p75Micros, the interval that a median is compared by: ways whose intervals overlap are tied. Trees
 *     that combine the same sums are measured in turns; each of two serializers has two sessions, in the
 *     order Kryo, Java, Java, Kryo, and half of its iterations in either; another master has sessions of its own
 * @param p95Micros null where the iterations do not carry it (fewer than 20), as p99 (fewer than 100)
 * @param algbwMegabytesPerSecond bytes / median; null for ways without a payload
 * @param busbwMegabytesPerSecond algbw * 2 (n - 1) / n for n ranks, as nccl-tests has it; null but for peers
 * @param driverBytes through the driver in one synchronization; null for peers
 * @param wrong iterations whose sums were not exactly those expected
 * @param breakdownMicros the median by {@link Part}, each measured by itself along the critical path, in order, and last
 *     {@code unaccounted}, what they leave; shares of the middle half of the iterations, since Spark's event times are
 *     whole milliseconds, and so would medians be; treeAggregate only
 * @param skipped why it was not measured; null where it was. Times are null then.
 */
public record MicroPoint(
        String way,
        Integer depth,
        Integer levels,
        String finalAggregate,
        int partitions,
        int channels,
        long bytes,
        String serializer,
        String master,
        int cores,
        int warmup,
        int iterations,
        Double minMicros,
        Double p25Micros,
        Double medianMicros,
        Double p75Micros,
        Double p95Micros,
        Double p99Micros,
        Double maxMicros,
        Double algbwMegabytesPerSecond,
        Double busbwMegabytesPerSecond,
        Long driverBytes,
        int wrong,
        Map<String, Double> breakdownMicros,
        String skipped) {

    /** What the breakdown explains of the median, 0 to 1; for a point that has one. */
    public double explainedShare() {
        return 1 - breakdownMicros.get(Part.UNACCOUNTED.toString()) / medianMicros;
    }

    /**
     * Whether its ranks share cores, which a larger cluster would spare them: such a point says nothing about larger
     * clusters, and the cost model leaves it out. Ranks of a barrier stage, and so of the collective, are there all at the
     * same time: more of them than cores are too many. Tasks of treeAggregate wait for a free slot and run in waves, on
     * any cluster: however many they are, they are no more at a time than there are cores, and waves are in the model.
     */
    public boolean oversubscribed() {
        return !Way.TREE_AGGREGATE.toString().equals(way) && partitions > cores;
    }
}
