package org.sparknorm.column;

import org.sparknorm.core.ChannelNorm;
import org.sparknorm.core.Finite;
import org.sparknorm.core.Rows;

/**
 * Batch norm with given statistics, as it is applied to a column.
 *
 * @param norm the statistics and the affine part
 * @param elementwise every element is its own channel, so that rows have as many elements as there are channels
 */
public record ChannelNormFunction(ChannelNorm norm, boolean elementwise) implements RowFunction {

    @Override
    public Rows shape(int length) {
        if (elementwise && length != norm.channels()) {
            throw new IllegalArgumentException(
                    "found a row of " + length + " elements, expected " + norm.channels() + " as in fit");
        }
        return Rows.of(length, 1, norm.channels());
    }

    @Override
    public boolean apply(double[] x, Rows row, double[] y) {
        norm.normalize(x, row, y);
        return Finite.all(y, row.from(), row.size());
    }

    @Override
    public boolean apply(float[] x, Rows row, float[] y) {
        norm.normalize(x, row, y);
        return Finite.all(y, row.from(), row.size());
    }

    @Override
    public void applyToPresent(double[] x, Rows row, double[] y) {
        for (int i = row.from(); i < row.from() + row.size(); i++) {
            x[i] = Double.isFinite(x[i]) ? x[i] : Double.NaN;
        }
        norm.normalize(x, row, y);
    }
}
