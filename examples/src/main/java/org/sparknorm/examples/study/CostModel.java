package org.sparknorm.examples.study;

import java.util.Map;

/**
 * What a synchronization costs, fitted on the measurements.
 *
 * @param coefficients by name, which says the unit
 * @param heldOutMedianRelativeError on points that were not fitted
 */
public record CostModel(Map<String, Double> coefficients, Double heldOutMedianRelativeError) {}
