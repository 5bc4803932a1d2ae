/**
 * A compiled network, and one worker's part of one training step in plain Java: no Spark, no threads, no files.
 *
 * <p>Three types carry the package:
 *
 * <ul>
 *   <li>{@link org.sparknorm.program.Program} is a network for one input shape and one kind of norm: operations in
 *       order, and the place of every parameter in one flat array. Immutable; compiled from three small values, so
 *       those travel and the program does not.
 *   <li>{@link org.sparknorm.program.Variables} are the numbers that training changes: the flat array of parameters,
 *       and running mean and variance of each batch norm. The same on all workers.
 *   <li>{@link org.sparknorm.program.Step} takes one worker's rows of a global batch forward, through the loss, and
 *       backward. It stops wherever synchronized batch norm needs the sums of all workers, and hands them out as
 *       {@link org.sparknorm.core.ChannelSums}.
 * </ul>
 *
 * <p>How a network gets here: {@link org.sparknorm.network.Network} is a tree of layers; each layer gets its shapes
 * ({@code ShapedLayer}), its parameters their places ({@code ParameterLayout}), and the {@code Compiler} writes both
 * down as a list of {@code Op}s. An op holds no state; what forward leaves for backward lies on the {@code Tape}. An op
 * that needs this worker's rows alone is a {@code LocalOp}, which runs in one go; batch norm runs in halves, between
 * which sums travel. A new layer is a record in {@code network} and a {@code LocalOp} here.
 *
 * <p>{@link org.sparknorm.program.Evaluation} runs forward alone, by running statistics.
 *
 * <p>What does not belong here: how sums travel (package {@code sync}), the update and the loop over steps
 * ({@code train}), optimizers ({@code optim}), which rows form a batch ({@code shard}), and the formulas of the norms
 * ({@code core}).
 */
package org.sparknorm.program;
