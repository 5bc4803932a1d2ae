package org.sparknorm.nn;

/** The way from scores to probabilities to a class. */
final class Prediction {

    private Prediction() {}

    /** Computes the softmax of scores. */
    static double[] probability(double[] scores) {
        double max = scores[argmax(scores)];
        double[] values = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(scores[i] - max);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return values;
    }

    /**
     * Returns the class with the largest probability / threshold, the first of several. A class of threshold 0 wins
     * unless its probability is 0, as in Spark.
     *
     * @param thresholds threshold of each class; null: the most probable class wins
     */
    static double ofProbability(double[] probability, double[] thresholds) {
        if (thresholds == null) {
            return argmax(probability);
        }
        double[] scaled = new double[thresholds.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = probability[i] / thresholds[i];
        }
        return argmax(scaled);
    }

    /** Returns the class of scores, as {@link #ofProbability}. */
    static double ofScores(double[] scores, double[] thresholds) {
        return thresholds == null ? argmax(scores) : ofProbability(probability(scores), thresholds);
    }

    /** Returns the first of the largest values; NaN is none. */
    private static int argmax(double[] values) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > most) {
                most = values[i];
                best = i;
            }
        }
        return best;
    }
}
