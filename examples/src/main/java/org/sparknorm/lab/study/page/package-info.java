/**
 * The study for people: {@link org.sparknorm.lab.study.page.StudyPage} is report.html with charts,
 * {@link org.sparknorm.lab.study.page.StudyDocument} report.md for the documentation. Sentences and tables follow from
 * the numbers of a {@link org.sparknorm.lab.study.StudyReport}; what was not measured is not spoken of.
 */
package org.sparknorm.lab.study.page;
