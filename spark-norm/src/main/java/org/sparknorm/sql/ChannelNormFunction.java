package org.sparknorm.sql;

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
    public double[] apply(double[] x) {
        requireLength(x.length);
        norm.normalize(x, Rows.of(x.length, 1, norm.channels()), x);
        return x;
    }

    @Override
    public float[] apply(float[] x) {
        requireLength(x.length);
        norm.normalize(x, Rows.of(x.length, 1, norm.channels()), x);
        return x;
    }

    private void requireLength(int length) {
        if (elementwise && length != norm.channels()) {
            throw new IllegalArgumentException(
                    "found a row of " + length + " elements, expected " + norm.channels() + " as in fit");
        }
    }
}
