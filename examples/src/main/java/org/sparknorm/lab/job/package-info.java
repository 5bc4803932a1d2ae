/**
 * The work of submitted jobs, whose options stand in {@code org.sparknorm.examples}:
 * {@link org.sparknorm.lab.job.JobCommand} runs one and turns bad input into a line and an exit code;
 * {@link org.sparknorm.lab.job.NormRun} and {@link org.sparknorm.lab.job.TrainRun} are the runs of Normalize and
 * TrainDigits, {@link org.sparknorm.lab.job.NormReport} and {@link org.sparknorm.lab.job.TrainReport} their
 * report.json.
 */
package org.sparknorm.lab.job;
