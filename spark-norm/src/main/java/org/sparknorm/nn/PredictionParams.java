package org.sparknorm.nn;

import java.util.Arrays;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;
import org.sparknorm.param.FluentParams;

/**
 * What a classifier reads and what its model adds: names and meaning as in Spark's own probabilistic classifiers.
 *
 * @param <S> the stage
 */
public interface PredictionParams<S> extends FluentParams<S> {

    /** The column of rows. */
    default Param<String> featuresCol() {
        return new Param<>(
                uid(), "featuresCol", "column to learn from: vector, array<double> or array<float>", String.class);
    }

    default String getFeaturesCol() {
        return getOrDefault(featuresCol());
    }

    default S setFeaturesCol(String value) {
        return with(featuresCol(), value);
    }

    /** The column of classes, 0, 1, 2 and so on. */
    default Param<String> labelCol() {
        return new Param<>(uid(), "labelCol", "column of classes: whole numbers from 0", String.class);
    }

    default String getLabelCol() {
        return getOrDefault(labelCol());
    }

    default S setLabelCol(String value) {
        return with(labelCol(), value);
    }

    /** The column that the model adds for the class it predicts; empty: none. */
    default Param<String> predictionCol() {
        return new Param<>(uid(), "predictionCol", "column to add: the class predicted; empty: none", String.class);
    }

    default String getPredictionCol() {
        return getOrDefault(predictionCol());
    }

    default S setPredictionCol(String value) {
        return with(predictionCol(), value);
    }

    /** The column that the model adds for the scores before softmax; empty: none. */
    default Param<String> rawPredictionCol() {
        return new Param<>(
                uid(), "rawPredictionCol", "column to add: the score of each class; empty: none", String.class);
    }

    default String getRawPredictionCol() {
        return getOrDefault(rawPredictionCol());
    }

    default S setRawPredictionCol(String value) {
        return with(rawPredictionCol(), value);
    }

    /** The column that the model adds for the softmax of the scores; empty: none. */
    default Param<String> probabilityCol() {
        return new Param<>(
                uid(), "probabilityCol", "column to add: the probability of each class; empty: none", String.class);
    }

    default String getProbabilityCol() {
        return getOrDefault(probabilityCol());
    }

    default S setProbabilityCol(String value) {
        return with(probabilityCol(), value);
    }

    /** The model predicts the class with the largest probability / threshold; not set: the most probable one. */
    default DoubleArrayParam thresholds() {
        return new DoubleArrayParam(
                this,
                "thresholds",
                "one for each class: the class with the largest probability / threshold is predicted; not set: the most"
                        + " probable one",
                new Accepts<>(
                        this,
                        "thresholds",
                        "finite and positive, but for at most one 0",
                        v -> Arrays.stream(v).allMatch(t -> t >= 0 && Double.isFinite(t))
                                && Arrays.stream(v).filter(t -> t == 0).count() <= 1));
    }

    /** Null where it is not set. */
    default double[] getThresholds() {
        return isDefined(thresholds()) ? getOrDefault(thresholds()) : null;
    }

    default S setThresholds(double... value) {
        return with(thresholds(), value);
    }
}
