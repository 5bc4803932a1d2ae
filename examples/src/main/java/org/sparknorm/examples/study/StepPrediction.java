package org.sparknorm.examples.study;

/**
 * What synchronizing is expected to take of a training step on a cluster that nobody measured: a network of
 * {@link Predictions#HIDDEN} hidden layers as wide as its input, synchronized batch norm after each.
 *
 * @param way treeAggregate, of the depth that suits best, or collective
 * @param depth of the tree for the gradients; null for other ways
 * @param executors of the cluster
 * @param width of the layers
 * @param parameters of the network
 * @param syncMicros of a step: two sums for each norm, one of the gradients
 * @param computeForFivePercentMicros computing in a step from which on synchronizing takes less than 5 % of it
 * @param computeMicros expected of a step, by the computing that was measured in training; null without such
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
        Double syncShare) {}
