package org.sparknorm.train;

import org.sparknorm.program.Variables;

/**
 * The outcome of a training.
 *
 * @param variables parameters and running statistics after the last epoch
 * @param summary steps and epochs on the way
 */
public record TrainedNetwork(Variables variables, TrainingSummary summary) {}
