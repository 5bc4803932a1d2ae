/**
 * What is said of the norms, measured. An {@link org.sparknorm.lab.compare.experiment.Experiment} runs once for each seed and may
 * come out either way; a {@link org.sparknorm.lab.compare.verdict.Verdict} follows from the effect of all seeds and from what is
 * claimed, by one rule. {@link org.sparknorm.examples.CompareNorms} runs them.
 */
package org.sparknorm.lab.compare;
