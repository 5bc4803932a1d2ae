package org.sparknorm.program;

/**
 * One operation of a {@link Program}; it holds no state. Those that need nobody else run in one go; batch norm runs in
 * halves, between which sums travel.
 */
sealed interface Op permits LocalOp, BatchNormOp {}
