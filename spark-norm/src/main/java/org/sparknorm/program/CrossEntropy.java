package org.sparknorm.program;

/** Softmax cross entropy over scores, shifted by the largest, in double. */
final class CrossEntropy {

    private CrossEntropy() {}

    /**
     * Adds up {@code weight * -log softmax(scores)[label] / globalWeight} over the rows and writes its gradient.
     *
     * @param scores {@code rows * classes}
     * @param dscores receives the gradient, of the same size
     * @return this worker's part of the mean loss of the global batch
     */
    static double lossAndGradient(float[] scores, int classes, Batch batch, double globalWeight, float[] dscores) {
        double loss = 0;
        double[] exp = new double[classes];
        for (int r = 0; r < batch.rows(); r++) {
            int row = r * classes;
            double max = scores[row + largest(scores, row, classes)];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                exp[c] = Math.exp(scores[row + c] - max);
                sum += exp[c];
            }
            int label = batch.label(r);
            double share = batch.weight(r) / globalWeight;
            loss += share * (Math.log(sum) - (scores[row + label] - max));
            for (int c = 0; c < classes; c++) {
                dscores[row + c] = (float) (share * (exp[c] / sum - (c == label ? 1 : 0)));
            }
        }
        return loss;
    }

    /** Returns the sum of the weights of the rows whose label has the largest score. */
    static double correct(float[] scores, int classes, Batch batch) {
        double correct = 0;
        for (int r = 0; r < batch.rows(); r++) {
            if (largest(scores, r * classes, classes) == batch.label(r)) {
                correct += batch.weight(r);
            }
        }
        return correct;
    }

    private static int largest(float[] scores, int row, int classes) {
        int largest = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[row + c] > scores[row + largest]) {
                largest = c;
            }
        }
        return largest;
    }
}
