package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for one message of one peer, used for every second message of the connection. A peer sends message n + 2 only
 * after it has received this rank's message n + 1, which this rank sends only after it is done with message n: so two
 * rooms are enough, and neither is ever overwritten while it is read.
 *
 * <p>Guarded by the mesh's monitor, but for {@link #copy}: the bytes are written by the connection's one event loop and
 * read after {@link #advance} has reported the message complete.
 */
final class Inbox {

    private Frame first;
    private long arrived;
    private int receivedBytes;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0).order(ByteOrder.LITTLE_ENDIAN);

    /** A new message, of which this is the first frame. */
    void begin(Frame frame) {
        if (bytes.capacity() < frame.messageBytes()) {
            bytes = ByteBuffer.allocateDirect(frame.messageBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
        bytes.limit(frame.messageBytes());
        first = frame;
        receivedBytes = 0;
        arrived = System.nanoTime();
    }

    void copy(Frame frame, ByteBuffer elements) {
        bytes.put(frame.offset(), elements, elements.position(), elements.remaining());
    }

    /** Counts bytes that were copied; true when the message is complete. */
    boolean advance(int count) {
        receivedBytes += count;
        return receivedBytes == first.messageBytes();
    }

    boolean holds(long sequence) {
        return begun(sequence) && receivedBytes == first.messageBytes();
    }

    /** Returns whether at least the first frame of the message is here. */
    boolean begun(long sequence) {
        return first != null && first.sequence() == sequence;
    }

    /** Returns the head of the message's first frame. */
    Frame first() {
        return first;
    }

    /** Returns when the first frame came, by System.nanoTime. */
    long arrived() {
        return arrived;
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
