/**
 * What the submitted jobs are made of beside their options: {@link org.sparknorm.lab.job.JobCommand} runs one and turns
 * bad input into a line and an exit code, {@link org.sparknorm.lab.job.NormTrial} tries norms in front of a classifier
 * and counts their Spark jobs, and the records are the jobs' report.json.
 */
package org.sparknorm.lab.job;
