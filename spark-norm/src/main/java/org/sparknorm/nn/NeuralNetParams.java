package org.sparknorm.nn;

import org.apache.spark.ml.classification.ProbabilisticClassifierParams;
import org.sparknorm.param.HasHandleInvalid;

/**
 * The params of {@link NeuralNetClassifier} and its model: those of Spark's probabilistic classifiers, and those of the
 * network and its training.
 *
 * @param <S> the stage
 */
public interface NeuralNetParams<S>
        extends ProbabilisticClassifierParams, NetworkParams<S>, TrainingParams<S>, HasHandleInvalid<S> {}
