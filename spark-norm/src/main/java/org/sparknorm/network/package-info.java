/**
 * What a person writes down of a neural network, without numbers: layers, their order, the shape of a row, the kind of
 * norm.
 *
 * <p>Three types carry the package:
 *
 * <ul>
 *   <li>{@link org.sparknorm.network.Network} is a sequence of layers: built by method calls, or from text such as
 *       {@code dense 256, norm, relu, 2 x residual(norm, dense 256, relu), dense 10}, and written as that text again.
 *   <li>{@link org.sparknorm.network.Normalization} says what stands where the network says {@code norm}: which kind
 *       ({@link org.sparknorm.network.NormKind}), how many groups, which epsilon. So one network is trained with one
 *       norm and then with another without being written again.
 *   <li>{@link org.sparknorm.network.Shape} is the shape of one row: features, or channels, height and width.
 * </ul>
 *
 * <p>All of it is immutable and small: it is compared, printed, saved with a model and sent to executors. A
 * {@link org.sparknorm.network.Layer} checks its own sizes when it is made; whether layers fit each other and a shape
 * is known when the network is compiled, by {@code org.sparknorm.program.Program}.
 *
 * <p>What does not belong here: parameters and their places, anything that computes, anything of Spark.
 */
package org.sparknorm.network;
