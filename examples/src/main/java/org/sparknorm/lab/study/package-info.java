/**
 * The study of what synchronizing costs: what it is to measure ({@link org.sparknorm.lab.study.StudyGrid}), where it
 * was measured ({@link org.sparknorm.lab.study.Environment}) and all that was found
 * ({@link org.sparknorm.lab.study.StudyReport}).
 *
 * <p>From the bottom: {@code measure} times single synchronizations and traces their Spark jobs, {@code training} times
 * steps of networks, {@code model} fits prices and predicts larger clusters, {@code page} writes it all for people, and
 * {@code run} goes through a grid and can go on where it was stopped.
 */
package org.sparknorm.lab.study;
