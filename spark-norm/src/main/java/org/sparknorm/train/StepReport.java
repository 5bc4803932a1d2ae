package org.sparknorm.train;

import java.io.Serializable;
import java.util.Map;

/**
 * One step of training. Times are means over the workers.
 *
 * @param step number from 0, over all epochs
 * @param epoch number from 1
 * @param loss mean over the global batch, before the update
 * @param rate learning rate
 * @param gradientNorms Euclidean norm of the gradient of each layer with parameters, by its number and text
 * @param computingSeconds time of forward, backward and update
 * @param synchronizingSeconds time of moving and adding sums; for treeAggregate all of the jobs that is not computing:
 *     scheduling, too
 * @param waitingSeconds time until the slowest worker was there
 * @param syncCount exchanges
 */
public record StepReport(
        long step,
        int epoch,
        double loss,
        double rate,
        Map<String, Double> gradientNorms,
        double computingSeconds,
        double synchronizingSeconds,
        double waitingSeconds,
        int syncCount)
        implements Serializable {}
