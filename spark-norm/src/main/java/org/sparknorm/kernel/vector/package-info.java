/**
 * The kernels on the Vector API ({@code jdk.incubator.vector}), for JVMs started with
 * {@code --add-modules=jdk.incubator.vector}.
 *
 * <p>{@link org.sparknorm.kernel.Kernels} reaches this package by name only and falls back to the scalar kernels
 * without it; nothing else may name it, and nothing outside of it the Vector API. Results are those of the scalar
 * reference up to the order of additions, save for the row norms of floats: those sum and normalize in float lanes, in
 * blocks whose totals are doubles, and are within 4e-7 of the largest magnitude of y, whatever the mean.
 *
 * <ul>
 *   <li>{@code VectorFloatKernels} is what Kernels loads. It only says which class has which kernel.
 *   <li>{@code FloatSums} and {@code FloatStatistics} take the statistics of sets, {@code FloatMoments} the sums of
 *       channels, {@code FloatMaps} makes y of x, and {@code FloatGradients} has the backward passes.
 *   <li>{@code Lanes} holds the species, and all that differs between lanes of floats and of doubles. The twins for
 *       doubles are written by the build, as the documentation of {@link org.sparknorm.kernel} says.
 * </ul>
 *
 * <p>All is written for the compilers of Java 17 and later: species are constants, vectors stay in local variables, and
 * loops are small methods with a constant stride. Elements behind the last whole vector are taken by the scalar formula
 * once more: masks are slow on Java 17, and a last vector that overlaps the one before is wrong in place. For the same
 * reason two loops that differ by one load, with and without beta, are two methods: that load is what RMS norm saves.
 *
 * <p>What does not belong here: a kernel that has no scalar reference.
 */
package org.sparknorm.kernel.vector;
