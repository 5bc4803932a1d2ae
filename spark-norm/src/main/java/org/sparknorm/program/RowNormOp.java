package org.sparknorm.program;

import java.util.Arrays;
import org.sparknorm.core.RowNorm;
import org.sparknorm.core.RowNormGradient;
import org.sparknorm.core.Rows;

/**
 * Layer, group or RMS norm: no other row plays a part.
 *
 * @param index number of the norm in the program
 * @param norm formula for a row
 * @param channels channels of a row, each with a gamma and a beta: for layer and RMS norm every element is one
 * @param positions positions of each channel
 * @param beta place of the betas; -1 for RMS norm
 */
record RowNormOp(int in, int out, int index, RowNorm norm, int channels, int positions, int gamma, int beta)
        implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, channels * positions);
        Rows rows = new Rows(tape.rows, channels, positions);
        double[] statistics = norm.statistics(x, rows);
        tape.statistics[index] = statistics;
        float[] b = beta < 0 ? null : slice(parameters, beta);
        norm.normalize(x, rows, statistics, slice(parameters, gamma), b, y);
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] dy = tape.dy;
        double[] dgamma = new double[channels];
        double[] dbeta = beta < 0 ? null : new double[channels];
        new RowNormGradient(norm)
                .backward(
                        dy,
                        tape.value(in),
                        new Rows(tape.rows, channels, positions),
                        tape.statistics[index],
                        slice(parameters, gamma),
                        dy,
                        dgamma,
                        dbeta);
        for (int c = 0; c < channels; c++) {
            tape.gradients[gamma + c] = (float) dgamma[c];
            if (dbeta != null) {
                tape.gradients[beta + c] = (float) dbeta[c];
            }
        }
    }

    private float[] slice(float[] parameters, int offset) {
        return Arrays.copyOfRange(parameters, offset, offset + channels);
    }
}
