/**
 * Loops over primitive arrays: the only code of the library that touches every element.
 *
 * <p>A kernel works on one range of an array, given by an index and a length, or on rows of channels. It knows nothing
 * of batches, parameters or Spark and validates nothing; callers in {@link org.sparknorm.core} do. What is measured
 * about caches and vectors stands here, and nowhere above.
 *
 * <ul>
 *   <li>{@link org.sparknorm.kernel.FloatKernels} and {@link org.sparknorm.kernel.DoubleKernels} say what there is.
 *   <li>{@link org.sparknorm.kernel.Kernels} chooses the implementation: the scalar classes, which are the reference
 *       for every other one, or those of the package {@code org.sparknorm.kernel.vector}.
 *   <li>{@link org.sparknorm.kernel.Statistics} and {@link org.sparknorm.kernel.Blocks} say how statistics lie in an
 *       array, and how many sets are worked on at a time.
 * </ul>
 *
 * <p><b>One text for both types.</b> Kernels for double data are the kernels for float data with other words. Every
 * source file of this module with {@code Float} in its name, here, in core and in sync, is written by hand; the build
 * writes its twin with {@code Double} in its name to {@code target/generated-sources/doubles}, replacing {@code float}
 * by {@code double} in all three spellings and leaving out the casts to double that remain. Therefore such a file has
 * no cast of an int to double, says what holds for both types, and takes what differs from a constant that stands
 * elsewhere under both names, as in {@code Lanes}. Files of other names may use both types, and have no twin.
 *
 * <p>The words used throughout: {@code xhat = (x - mean) * rstd} with {@code rstd = 1 / sqrt(variance + epsilon)}. A
 * mean comes in two parts, value and residual, and {@code x - mean} means {@code (x - mean) - residual}: one double
 * cannot hold a mean of 1e8 well enough for data of standard deviation 1. Sums over channels are doubles, for float
 * data as well.
 *
 * <p>What does not belong here: formulas that need no loop, checks of arguments, and anything that knows of a norm's
 * name or of its parameters' defaults.
 */
package org.sparknorm.kernel;
