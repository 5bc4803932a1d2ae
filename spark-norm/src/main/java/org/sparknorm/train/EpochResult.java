package org.sparknorm.train;

/**
 * What an epoch comes to.
 *
 * @param state after it
 * @param log of its steps
 */
record EpochResult(TrainingState state, EpochLog log) {}
