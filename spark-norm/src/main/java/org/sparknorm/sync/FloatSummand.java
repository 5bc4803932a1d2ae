package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * An array of floats that ranks sum.
 *
 * @param values array whose first {@code length} elements are summed
 * @param length number of elements
 */
record FloatSummand(float[] values, int length) implements Summand {

    @Override
    public int width() {
        return Float.BYTES;
    }

    @Override
    public void write(int from, int count, ByteBuffer target) {
        target.asFloatBuffer().put(values, from, count);
        target.position(target.position() + count * Float.BYTES);
    }

    @Override
    public void read(int from, int count, ByteBuffer source) {
        source.asFloatBuffer().get(values, from, count);
    }

    @Override
    public void add(int from, int count, ByteBuffer[] messages) {
        FloatBuffer[] peers = new FloatBuffer[messages.length];
        for (int rank = 0; rank < messages.length; rank++) {
            peers[rank] = messages[rank] == null
                    ? FloatBuffer.wrap(values, from, count).slice()
                    : messages[rank].asFloatBuffer();
        }
        float[] sum = new float[Math.min(BLOCK, count)];
        float[] term = new float[sum.length];
        for (int start = 0; start < count; start += BLOCK) {
            int n = Math.min(BLOCK, count - start);
            peers[0].get(start, sum, 0, n);
            for (int rank = 1; rank < peers.length; rank++) {
                peers[rank].get(start, term, 0, n);
                for (int i = 0; i < n; i++) {
                    sum[i] += term[i];
                }
            }
            System.arraycopy(sum, 0, values, from + start, n);
        }
    }
}
