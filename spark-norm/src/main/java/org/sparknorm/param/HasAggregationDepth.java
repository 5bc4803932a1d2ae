package org.sparknorm.param;

import org.apache.spark.ml.param.IntParam;

/**
 * The depth of the tree in which partitions are merged.
 *
 * @param <S> the stage
 */
public interface HasAggregationDepth<S> extends FluentParams<S> {

    /** Returns the param. */
    default IntParam aggregationDepth() {
        return new IntParam(
                this,
                "aggregationDepth",
                "depth of the tree aggregate (at least 1); deeper spares the driver, and costs a stage a level",
                new Accepts<Object>(this, "aggregationDepth", "1 or more", v -> (Integer) v >= 1));
    }

    default int getAggregationDepth() {
        return (Integer) getOrDefault(aggregationDepth());
    }

    default S setAggregationDepth(int value) {
        return FluentParams.with(this, aggregationDepth(), value);
    }
}
