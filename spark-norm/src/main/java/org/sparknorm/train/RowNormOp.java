package org.sparknorm.train;

import java.util.Arrays;
import org.sparknorm.core.NormLoops;

/**
 * Layer, group or RMS norm: no other row has a say.
 *
 * @param index of the norm in the program
 * @param shape of a row
 * @param affine number of gammas, and of betas
 * @param beta -1 for RMS norm
 */
record RowNormOp(int in, int out, int index, Shape shape, Normalization normalization, int affine, int gamma, int beta)
        implements LocalOp {

    @Override
    public void forward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] y = tape.newValue(out, shape.size());
        int sets = tape.rows * groups();
        double[] mean = new double[sets];
        double[] rstd = new double[sets];
        NormLoops.statistics(x, sets, shape.size() / groups(), centered(), normalization.epsilon(), mean, rstd);
        tape.mean[index] = mean;
        tape.rstd[index] = rstd;
        float[] g = slice(parameters, gamma);
        float[] b = beta < 0 ? null : slice(parameters, beta);
        if (isGroup()) {
            NormLoops.normalizeGroups(x, y, tape.rows, groups(), shape.positions(), mean, rstd, g, b);
        } else {
            NormLoops.normalizeRows(x, y, tape.rows, mean, rstd, g, b);
        }
    }

    @Override
    public void backward(Tape tape, float[] parameters) {
        float[] x = tape.value(in);
        float[] dy = tape.dy;
        double[] mean = tape.mean[index];
        double[] rstd = tape.rstd[index];
        float[] g = slice(parameters, gamma);
        double[] dgamma = new double[affine];
        double[] dbeta = beta < 0 ? null : new double[affine];
        if (isGroup()) {
            NormLoops.groupsBackward(dy, x, dy, tape.rows, groups(), shape.positions(), mean, rstd, g, dgamma, dbeta);
        } else {
            NormLoops.rowsBackward(dy, x, dy, tape.rows, centered(), mean, rstd, g, dgamma, dbeta);
        }
        for (int i = 0; i < affine; i++) {
            tape.gradients[gamma + i] = (float) dgamma[i];
            if (dbeta != null) {
                tape.gradients[beta + i] = (float) dbeta[i];
            }
        }
    }

    private boolean isGroup() {
        return normalization.kind() == NormKind.GROUP;
    }

    private boolean centered() {
        return normalization.kind() != NormKind.RMS;
    }

    private int groups() {
        return isGroup() ? normalization.groups() : 1;
    }

    private float[] slice(float[] parameters, int offset) {
        return Arrays.copyOfRange(parameters, offset, offset + affine);
    }
}
