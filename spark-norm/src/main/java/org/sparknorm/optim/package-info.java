/**
 * How parameters move against their gradients: optimizers and learning rates, over flat arrays of floats.
 *
 * <p>Three types carry the package:
 *
 * <ul>
 *   <li>{@link org.sparknorm.optim.Optimizer} changes the array of parameters in place, one step after the other;
 *       {@code Sgd} and {@code AdamW} follow PyTorch's formulas. What it has learnt of past gradients ({@code moments})
 *       and the number of its steps are all that a checkpoint must keep.
 *   <li>{@link org.sparknorm.optim.Solver} is what a person chooses before there are parameters: which optimizer, and
 *       its numbers. It makes optimizers.
 *   <li>{@link org.sparknorm.optim.Schedule} gives the learning rate of each step. It follows from the number of the
 *       step alone, so that a training that was interrupted goes on where it was.
 * </ul>
 *
 * <p>Every worker of a training applies the same update to its own copy of the parameters, so an update must follow
 * from its arguments to the bit, on every JVM: {@link java.lang.StrictMath} where a rate or a correction is computed.
 *
 * <p>The package imports nothing of this library: it knows no network and no layers, only that weight decay falls on a
 * prefix of the parameters. What does not belong here: where gradients come from and how they are summed.
 */
package org.sparknorm.optim;
