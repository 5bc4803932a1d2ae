/**
 * Goes through a grid: {@link org.sparknorm.lab.study.run.Study} opens Spark sessions in the order of its plan,
 * measures, prints each point, and leaves a report of what is done every few seconds, so that a study that was stopped
 * goes on.
 */
package org.sparknorm.lab.study.run;
