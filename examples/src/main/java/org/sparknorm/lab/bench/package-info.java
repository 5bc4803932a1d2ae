/**
 * Times of the library beside what one would use instead.
 *
 * <p>{@link org.sparknorm.lab.bench.KernelHarness} is the one clock of kernels: JMH, with a JVM for each kernel and
 * shape. {@code scripts/bench kernels} sets its figures beside PyTorch's and a copy's, the comparison of norms judges
 * claims on speed by it. {@code JobBench} times whole Spark jobs beside Spark's own stages, {@code BenchTrain} training
 * and exchanges beside Spark's perceptron, plain TCP and PyTorch. Each pair is a {@code Comparison}; a
 * {@code BenchReport} is the table of them.
 *
 * <p>JMH is not in the examples' jar: {@code scripts/bench} and {@code scripts/compare-norms} put it on the class path.
 */
package org.sparknorm.lab.bench;
