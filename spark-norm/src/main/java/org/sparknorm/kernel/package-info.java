/**
 * Loops over primitive arrays: the only code of the library that touches every element.
 *
 * <p>A kernel works on one contiguous stretch of an array, given by an offset and a length, or on one row of channels.
 * It knows nothing of batches, parameters or Spark and validates nothing; callers in
 * {@link org.sparknorm.core} do. {@link org.sparknorm.kernel.DoubleKernels} and
 * {@link org.sparknorm.kernel.FloatKernels} say what there is, {@link org.sparknorm.kernel.Kernels} which implementation
 * runs. The scalar classes are the reference for every other implementation.
 *
 * <p>The words used throughout: {@code xhat = (x - mean) * rstd} with {@code rstd = 1 / sqrt(variance + epsilon)}. A mean
 * comes in two parts, value and residual, and {@code x - mean} means {@code (x - mean) - residual}: one double cannot
 * hold a mean of 1e8 well enough for data of standard deviation 1. Sums over channels are doubles, for float data as well.
 */
package org.sparknorm.kernel;
