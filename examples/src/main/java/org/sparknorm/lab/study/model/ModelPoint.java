package org.sparknorm.lab.study.model;

import org.sparknorm.lab.study.measure.MicroPoint;

/**
 * A measured synchronization beside what the cost model says of it; what it was is said as in {@link MicroPoint}.
 *
 * @param prices name of the prices that it shares: way, serializer and master
 * @param measuredMicros median
 * @param modelMicros microseconds that the model says
 * @param relativeError |model - measured| / measured
 * @param heldOut never fitted: the model extrapolates to it
 */
public record ModelPoint(
        String prices,
        String way,
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

    public static ModelPoint of(MicroPoint point, double modelMicros, boolean heldOut) {
        double measured = point.medianMicros();
        return new ModelPoint(
                CostModel.prices(point),
                point.way(),
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

    public CostTerms work() {
        return new MethodSettings(way, depth, finalAggregate).work(partitions, cores, bytes);
    }
}
