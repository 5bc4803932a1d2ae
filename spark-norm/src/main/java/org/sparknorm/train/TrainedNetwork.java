package org.sparknorm.train;

import org.sparknorm.program.Variables;

/**
 * What training gives.
 *
 * @param variables parameters and running statistics after the last epoch
 * @param summary how it went
 */
public record TrainedNetwork(Variables variables, TrainingSummary summary) {}
