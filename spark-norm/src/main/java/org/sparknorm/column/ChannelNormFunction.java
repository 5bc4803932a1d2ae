package org.sparknorm.column;

import org.sparknorm.core.ChannelNorm;
import org.sparknorm.core.Rows;

/**
 * Batch norm with given statistics, as it is applied to a column.
 *
 * @param norm the statistics and the affine part
 * @param elementwise every element is its own channel, so that rows have as many elements as there are channels
 */
public record ChannelNormFunction(ChannelNorm norm, boolean elementwise) implements RowFunction {

    @Override
    public void apply(double[] x, int from, int length) {
        norm.normalize(x, row(from, length), x);
    }

    @Override
    public void apply(float[] x, int from, int length) {
        norm.normalize(x, row(from, length), x);
    }

    private Rows row(int from, int length) {
        if (elementwise && length != norm.channels()) {
            throw new IllegalArgumentException(
                    "found a row of " + length + " elements, expected " + norm.channels() + " as in fit");
        }
        return Rows.of(length, 1, norm.channels()).from(from);
    }
}
