package org.sparknorm.lab.study.model;

/**
 * The cost model's expectation of one synchronization on a cluster that nobody measured.
 *
 * @param way treeAggregate or collective
 * @param depth asked for; null for other ways
 * @param finalAggregate driver or executor; null for other ways
 * @param prices the measurements behind it: way, serializer and master
 * @param executors number of executors of one slot each: as many partitions or ranks
 * @param channels number of channels of one batch norm
 * @param bytes size of one worker's sums
 * @param micros expected
 * @param lowMicros lower end of the 95 % interval that the measurements allow, given that the model is right
 * @param highMicros likewise
 * @param best the fastest for so many executors and channels
 */
public record Prediction(
        String way,
        Integer depth,
        String finalAggregate,
        String prices,
        int executors,
        int channels,
        long bytes,
        double micros,
        double lowMicros,
        double highMicros,
        boolean best) {

    public MethodSettings plan() {
        return new MethodSettings(way, depth, finalAggregate);
    }

    Prediction asBest() {
        return new Prediction(
                way, depth, finalAggregate, prices, executors, channels, bytes, micros, lowMicros, highMicros, true);
    }
}
