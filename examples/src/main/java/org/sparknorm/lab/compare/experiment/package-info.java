/**
 * The experiments, one class each, in the order of {@link org.sparknorm.lab.compare.experiment.Experiments}.
 *
 * <p>An experiment says what is the same on both sides and what differs, measures it with one seed, and turns the
 * outcomes of all seeds into findings and charts. What several share (a sweep over batch sizes, the choice of a norm by
 * {@code Decisions}) stands beside them; trainings belong in {@code trial}.
 */
package org.sparknorm.lab.compare.experiment;
