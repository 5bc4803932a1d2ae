/**
 * The cost model: {@link org.sparknorm.lab.study.model.CostTerms} counts what a synchronization consists of,
 * {@link org.sparknorm.lab.study.model.CostModel} fits a price of each from what was measured, none below 0, and
 * {@link org.sparknorm.lab.study.model.Predictions} applies the prices to larger clusters. Nothing is measured here,
 * and nothing is written for people.
 */
package org.sparknorm.lab.study.model;
