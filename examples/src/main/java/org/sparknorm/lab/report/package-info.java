/**
 * What a job leaves behind: a table on the terminal, report.json, and report.html, one page that needs no network.
 * Knows nothing of Spark.
 */
package org.sparknorm.lab.report;
