/**
 * Steps of networks with and without synchronizing: a {@link org.sparknorm.lab.study.training.TrainingGrid} lists them,
 * {@link org.sparknorm.lab.study.training.TrainingStudy} trains each for an epoch on random rows, and a
 * {@link org.sparknorm.lab.study.training.TrainingPoint} is what a step took. What they learn does not matter here.
 */
package org.sparknorm.lab.study.training;
