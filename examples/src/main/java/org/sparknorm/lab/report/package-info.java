/**
 * The reports that a job leaves behind, for people and for programs.
 *
 * <p>A {@link org.sparknorm.lab.report.Page} takes headings, text and tables from top to bottom:
 * {@link org.sparknorm.lab.report.HtmlReport} is report.html, one page with charts that needs no network, and
 * {@link org.sparknorm.lab.report.MarkdownReport} is report.md, which the pages of figures in docs/ are copies of.
 * {@link org.sparknorm.lab.report.Publication} writes a run's files, each whole or not at all, to any Hadoop file
 * system.
 *
 * <p>Nothing here knows what was measured, or Spark. Charts are data with the name of their kind; what they look like
 * is in page.js.
 */
package org.sparknorm.lab.report;
