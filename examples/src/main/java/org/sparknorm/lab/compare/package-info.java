/**
 * The comparison of norms: what is commonly claimed of them, put to a measurement that can come out either way.
 *
 * <p>An {@link org.sparknorm.lab.compare.experiment.Experiment} measures with one seed and judges over all;
 * {@link org.sparknorm.lab.compare.OutcomeStore} keeps each outcome, so that a run can go on where it was stopped;
 * {@link org.sparknorm.lab.compare.ComparisonReport} is the table of claims and verdicts. {@code CompareNorms} is its
 * command line. What one training is lies in {@code trial}, when a claim holds in {@code verdict}.
 */
package org.sparknorm.lab.compare;
