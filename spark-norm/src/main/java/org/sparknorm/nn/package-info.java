/**
 * Networks with norms as stages of Spark ML: {@link org.sparknorm.nn.NeuralNetClassifier} and its model.
 */
package org.sparknorm.nn;
