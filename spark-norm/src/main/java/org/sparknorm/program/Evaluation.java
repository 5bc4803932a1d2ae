package org.sparknorm.program;

import org.sparknorm.core.ChannelNorm;

/**
 * Forward passes for prediction: batch norm takes running statistics, so that a row's scores do not depend on the rows
 * beside it. It uses its arrays again; not thread-safe.
 */
public final class Evaluation {

    /** Rows at a time: enough for the matrix products, little enough for the caches. */
    private static final int BLOCK = 128;

    private final Program program;
    private final float[] parameters;
    private final ChannelNorm[] batchNorms;
    private final Tape tape;

    /**
     * @param variables parameters and running statistics, the same as long as this is used
     * @throws IllegalArgumentException if the variables are those of another network
     */
    public Evaluation(Program program, Variables variables) {
        variables.requireFits(program);
        this.program = program;
        this.parameters = variables.parameters();
        this.batchNorms = new ChannelNorm[program.batchNormChannels().size()];
        for (int i = 0; i < program.opCount(); i++) {
            if (program.op(i) instanceof BatchNormOp norm) {
                int index = norm.index();
                batchNorms[index] = norm.norm(
                        parameters, variables.runningMean()[index], variables.runningVariance()[index]);
            }
        }
        this.tape = program.newTape();
    }

    /**
     * Returns the scores before softmax.
     *
     * @param features row after row
     * @param rows number of rows
     * @return {@code rows * classes}
     */
    public float[] scores(float[] features, int rows) {
        new Batch(features, null, null, rows).requireFits(program);
        int size = program.input().size();
        int classes = program.classes();
        float[] scores = new float[Math.multiplyExact(rows, classes)];
        float[] block = new float[Math.min(rows, BLOCK) * size];
        for (int from = 0; from < rows; from += BLOCK) {
            int count = Math.min(BLOCK, rows - from);
            System.arraycopy(features, from * size, block, 0, count * size);
            tape.start(block, count);
            forward();
            System.arraycopy(tape.value(program.scoresId()), 0, scores, from * classes, count * classes);
        }
        return scores;
    }

    private void forward() {
        for (int i = 0; i < program.opCount(); i++) {
            Op op = program.op(i);
            if (op instanceof BatchNormOp norm) {
                norm.normalize(tape, batchNorms[norm.index()]);
            } else if (op instanceof LocalOp local) {
                local.forward(tape, parameters);
            }
        }
    }
}
