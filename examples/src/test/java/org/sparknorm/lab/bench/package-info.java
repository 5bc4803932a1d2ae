/**
 * What {@code scripts/bench} runs: the kernels under JMH and beside PyTorch's, and whole Spark jobs beside Spark's own
 * stages. It stands among the tests so that JMH reaches no user of the library; nothing here is an assertion.
 */
package org.sparknorm.lab.bench;
