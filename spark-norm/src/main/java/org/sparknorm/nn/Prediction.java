package org.sparknorm.nn;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** From scores to probabilities to a class. */
final class Prediction {

    private Prediction() {}

    /** Softmax. */
    static Vector probability(Vector scores) {
        double[] values = scores.toArray().clone();
        double max = values[scores.argmax()];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - max);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return Vectors.dense(values);
    }

    /**
     * The class with the largest probability / threshold, the first of several. A class of threshold 0 wins unless its
     * probability is 0, as in Spark.
     *
     * @param thresholds null: the most probable class
     */
    static double ofProbability(Vector probability, double[] thresholds) {
        if (thresholds == null) {
            return probability.argmax();
        }
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < thresholds.length; i++) {
            double scaled = probability.apply(i) / thresholds[i];
            if (scaled > most) {
                most = scaled;
                best = i;
            }
        }
        return best;
    }

    /** As {@link #ofProbability}, of scores. */
    static double ofScores(Vector scores, double[] thresholds) {
        return thresholds == null ? scores.argmax() : ofProbability(probability(scores), thresholds);
    }
}
