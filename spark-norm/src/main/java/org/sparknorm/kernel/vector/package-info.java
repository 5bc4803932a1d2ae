/**
 * The kernels on the Vector API ({@code jdk.incubator.vector}), for JVMs started with
 * {@code --add-modules=jdk.incubator.vector}.
 *
 * <p>{@link org.sparknorm.kernel.Kernels} reaches this package by name only and falls back to the scalar kernels without
 * it; nothing else may name it, and nothing outside of it the Vector API. Results are those of the scalar reference up to
 * the order of additions, save for the row norms of floats: those sum and normalize in float lanes, in blocks whose
 * totals are doubles, and are within 4e-7 of the largest magnitude of y, whatever the mean.
 *
 * <p>Written for the compilers of Java 17 and later: species are constants, vectors stay in local variables, loops are
 * small methods with a constant stride, and tails are scalar, as masks are slow on Java 17.
 */
package org.sparknorm.kernel.vector;
