package org.sparknorm.core;

/**
 * The result of a backward function.
 *
 * @param dx gradient of the loss with respect to the input, of the input's shape
 * @param dgamma gradient with respect to gamma, one a channel; null where there is no affine part
 * @param dbeta gradient with respect to beta, one a channel; null where there is no affine part, and for RMS norm,
 *     which has no beta
 */
public record Gradients(double[] dx, double[] dgamma, double[] dbeta) {}
