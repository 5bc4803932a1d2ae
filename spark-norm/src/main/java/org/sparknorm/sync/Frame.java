package org.sparknorm.sync;

import java.nio.ByteBuffer;

/**
 * The head of one piece of a message.
 *
 * @param sequence counts the messages of a connection; both directions count alike
 * @param arrayLength length of the sender's whole array, for comparison with the receiver's
 * @param width bytes of an element
 * @param messageBytes length of the message that the frame is a piece of
 * @param offset place of the frame's elements in the message, in bytes
 */
record Frame(long sequence, int arrayLength, int width, int messageBytes, int offset) {

    static final int HEAD_BYTES = Long.BYTES + 4 * Integer.BYTES;

    void write(ByteBuffer target) {
        target.putLong(sequence).putInt(arrayLength).putInt(width).putInt(messageBytes);
        target.putInt(offset);
    }

    static Frame read(ByteBuffer source) {
        return new Frame(source.getLong(), source.getInt(), source.getInt(), source.getInt(), source.getInt());
    }
}
