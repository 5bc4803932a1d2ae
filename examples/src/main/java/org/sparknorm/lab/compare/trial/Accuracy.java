package org.sparknorm.lab.compare.trial;

import org.sparknorm.program.Batch;
import org.sparknorm.program.Evaluation;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.Variables;

/** Shares of images, 0 to 1, whose label gets the largest score. */
public final class Accuracy {

    /** The accuracy that ten classes give without learning. */
    public static final double GUESSING = 0.1;

    private static final int AT_ONCE = 500;

    private Accuracy() {}

    /** Returns the accuracy in evaluation: batch norm by running statistics. */
    public static double of(Program program, Variables variables, Pixels images, int[] rows) {
        Evaluation evaluation = new Evaluation(program, variables);
        float[] features = new float[AT_ONCE * images.size()];
        int right = 0;
        for (int from = 0; from < rows.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, rows.length - from);
            for (int i = 0; i < count; i++) {
                images.copy(rows[from + i], features, i * images.size());
            }
            float[] scores = evaluation.scores(features, count);
            for (int i = 0; i < count; i++) {
                int label = images.label(rows[from + i]);
                right += best(scores, i * program.classes(), program.classes()) == label ? 1 : 0;
            }
        }
        return (double) right / rows.length;
    }

    private static int best(float[] scores, int from, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = scores[from + c] > scores[from + best] ? c : best;
        }
        return best;
    }

    /**
     * Batch after batch as in training: batch norm by each batch's own statistics. Rows that fill no batch are left
     * out.
     */
    static double ofBatches(Program program, Variables variables, Pixels images, int[] rows, int batchSize) {
        Step step = new Step(program);
        float[] features = new float[batchSize * images.size()];
        int[] labels = new int[batchSize];
        double right = 0;
        for (int from = 0; from + batchSize <= rows.length; from += batchSize) {
            for (int i = 0; i < batchSize; i++) {
                images.copy(rows[from + i], features, i * images.size());
                labels[i] = images.label(rows[from + i]);
            }
            step.start(program, Batch.of(features, labels), batchSize);
            step.run(program, variables, sums -> {});
            right += step.correct();
        }
        return right / (rows.length / batchSize * batchSize);
    }
}
