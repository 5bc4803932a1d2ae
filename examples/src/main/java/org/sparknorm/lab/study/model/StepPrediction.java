package org.sparknorm.lab.study.model;

/**
 * The share that synchronizing is expected to take of a training step on a cluster that nobody measured, for a network
 * of so many hidden layers as wide as its input, synchronized batch norm after each ({@link StepPredictions}).
 *
 * @param way treeAggregate, of the depth that suits the step best, or collective
 * @param depth levels of the tree; null for other ways than treeAggregate
 * @param executors number of executors of one worker each
 * @param width units of each layer
 * @param parameters number of parameters of the network
 * @param statisticsMicros two sums for each norm, one forward and one backward: what synchronized batch norm adds
 * @param gradientsMicros one sum, which training needs whatever the norm
 * @param computeForFivePercentMicros computing in a step from which on both take less than 5 % of it
 * @param computeMicros expected of a step, by what was measured in training; null where nothing was
 * @param statisticsShare statistics / (compute + statistics), 0 to 1; null without computeMicros
 * @param syncShare both / (compute + both), 0 to 1; null without computeMicros
 */
public record StepPrediction(
        String way,
        Integer depth,
        int executors,
        int width,
        long parameters,
        double statisticsMicros,
        double gradientsMicros,
        double computeForFivePercentMicros,
        Double computeMicros,
        Double statisticsShare,
        Double syncShare) {

    double syncMicros() {
        return statisticsMicros + gradientsMicros;
    }
}
