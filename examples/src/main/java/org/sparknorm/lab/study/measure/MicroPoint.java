package org.sparknorm.lab.study.measure;

/**
 * One synchronization that was to be measured. Trees that combine the same sums are measured in turns; each of two
 * serializers has two sessions, in the order Kryo, Java, Java, Kryo, and half of its iterations in either; another
 * master has sessions of its own.
 *
 * @param way see {@link SyncMethod}, by its label
 * @param depth tree depth that treeAggregate was asked for; null for other ways
 * @param finalAggregate {@code driver} or {@code executor}; null for other ways
 * @param partitions tasks whose sums are combined
 * @param channels number of channels of one batch norm: a count, and for each a sum and a sum of squares, are combined
 * @param bytes size of one partition's sums
 * @param serializer {@code java} or {@code kryo}; null where a way uses neither
 * @param master URL of Spark's master
 * @param cores number of cores that tasks could run on at once
 * @param measured measurement; null where there is none
 * @param skipped reason why it was not measured; null where it was
 */
public record MicroPoint(
        String way,
        Integer depth,
        String finalAggregate,
        int partitions,
        int channels,
        long bytes,
        String serializer,
        String master,
        int cores,
        Measurement measured,
        String skipped) {

    /** Returns the median of a point that was measured. */
    public double medianMicros() {
        return measured.times().medianMicros();
    }

    /** Returns whether it was measured along its critical path. */
    public boolean hasBreakdown() {
        return measured != null && measured.breakdownMicros() != null;
    }

    /**
     * Returns whether its ranks share cores, which a larger cluster would spare them: such a point says nothing about
     * larger clusters, and the cost model leaves it out. Ranks of a barrier stage, and so of the collective, are there
     * all at the same time: more of them than cores are too many. Tasks of treeAggregate wait for a free slot and run
     * in waves, on any cluster: however many they are, they are no more at a time than there are cores, and waves are
     * in the model.
     */
    public boolean oversubscribed() {
        return !SyncMethod.TREE_AGGREGATE.toString().equals(way) && partitions > cores;
    }
}
