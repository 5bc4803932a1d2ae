/**
 * One training of many that differ in one thing, and what it is measured by.
 *
 * <p>{@link org.sparknorm.lab.compare.trial.Lab} is what experiments run on: Spark, the digits and how much time there
 * is. A {@link org.sparknorm.lab.compare.trial.Trial} says network, norm, batch, rate and seed;
 * {@link org.sparknorm.lab.compare.trial.Accuracy} and {@link org.sparknorm.lab.compare.trial.LossCurve} are what comes
 * of it. No claim is known here.
 */
package org.sparknorm.lab.compare.trial;
