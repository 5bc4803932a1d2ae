package org.sparknorm.examples.study;

/**
 * A measured synchronization beside what the cost model says of it; what it was is said as in {@link MicroPoint}.
 *
 * @param measuredMicros median
 * @param modelMicros what the model says
 * @param relativeError |model - measured| / measured
 * @param heldOut never fitted: the model extrapolates to it
 */
public record ModelPoint(
        String way,
        String serializer,
        Integer depth,
        String finalAggregate,
        int partitions,
        int channels,
        long bytes,
        int cores,
        double measuredMicros,
        double modelMicros,
        double relativeError,
        boolean heldOut) {

    static ModelPoint of(MicroPoint point, double modelMicros, boolean heldOut) {
        double measured = point.medianMicros();
        return new ModelPoint(
                point.way(),
                point.serializer(),
                point.depth(),
                point.finalAggregate(),
                point.partitions(),
                point.channels(),
                point.bytes(),
                point.cores(),
                measured,
                modelMicros,
                Math.abs(modelMicros - measured) / measured,
                heldOut);
    }

    /** Way and serializer: what has prices of its own. */
    String priced() {
        return CostModel.priced(way, serializer);
    }
}
