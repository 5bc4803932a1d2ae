package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The array that a rank puts into a sum and that receives the sum: bytes on the wire, numbers in the addition. */
sealed interface Summand permits Summand.Doubles, Summand.Floats, DoublesAndFloats {

    /** Elements added at a time: few enough to stay in the processor's first cache. */
    int BLOCK = 1024;

    int length();

    /** Bytes of an element. */
    int width();

    /** Appends elements from, ..., from + count - 1. */
    void write(int from, int count, ByteBuffer target);

    /** Replaces elements from, ..., from + count - 1. */
    void read(int from, int count, ByteBuffer source);

    /**
     * Replaces elements from, ..., from + count - 1 by their sum over all ranks: ((rank 0 + rank 1) + rank 2) + ...
     *
     * @param messages by rank, count elements each; null at the own rank
     */
    void add(int from, int count, ByteBuffer[] messages);

    record Doubles(double[] values) implements Summand {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int width() {
            return Double.BYTES;
        }

        @Override
        public void write(int from, int count, ByteBuffer target) {
            target.asDoubleBuffer().put(values, from, count);
            target.position(target.position() + count * Double.BYTES);
        }

        @Override
        public void read(int from, int count, ByteBuffer source) {
            source.asDoubleBuffer().get(values, from, count);
        }

        @Override
        public void add(int from, int count, ByteBuffer[] messages) {
            DoubleBuffer[] peers = new DoubleBuffer[messages.length];
            for (int rank = 0; rank < messages.length; rank++) {
                peers[rank] = messages[rank] == null
                        ? DoubleBuffer.wrap(values, from, count).slice()
                        : messages[rank].asDoubleBuffer();
            }
            double[] sum = new double[Math.min(BLOCK, count)];
            double[] term = new double[sum.length];
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

    /** The first {@code length} values. */
    record Floats(float[] values, int length) implements Summand {

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
}
