package org.sparknorm.examples.study;

/**
 * What synchronizing is expected to take of a training step on a cluster that nobody measured, for a network of so many
 * hidden layers as wide as its input, synchronized batch norm after each ({@link StepPredictions}).
 *
 * @param way treeAggregate, of the depth that suits the step best, or collective
 * @param depth null for other ways than treeAggregate
 * @param executors of one worker each
 * @param width of the layers
 * @param parameters of the network
 * @param syncMicros of a step: two sums for each norm, and one of the gradients
 * @param computeForFivePercentMicros computing in a step from which on synchronizing takes less than 5 % of the step
 * @param computeMicros expected of a step, by what was measured in training; null where nothing was
 * @param syncShare sync / (compute + sync), 0 to 1; null without computeMicros
 */
public record StepPrediction(
        String way,
        Integer depth,
        int executors,
        int width,
        long parameters,
        double syncMicros,
        double computeForFivePercentMicros,
        Double computeMicros,
        Double syncShare) {

    /** Whether synchronizing costs little of the step: less than 5 %. */
    public boolean cheap() {
        return syncShare != null && syncShare < StepPredictions.LITTLE;
    }
}
