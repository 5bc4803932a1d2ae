package org.sparknorm.param;

/**
 * One array of numbers that a model saves.
 *
 * @param name column, layer or other thing that the numbers are of
 * @param kind meaning of the numbers, as mean or variance
 * @param values numbers; not copied
 */
public record ModelArray(String name, String kind, double[] values) {}
