package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Frames on their way out, outside the heap so that the network library need not copy them. Used for every second
 * sequence number, as an {@link Inbox} is, and for its reason: by then every peer has what was sent from here.
 */
final class Outgoing {

    /** Long messages go out in frames of this many bytes, so that the peer takes one in while the next is written. */
    private static final int FRAME_BYTES = 1 << 17;

    private ByteBuffer frames = ByteBuffer.allocateDirect(0);

    /** Makes room for messages of so many bytes in all. */
    void begin(int messages, int bytes) {
        int room = bytes + (messages + bytes / FRAME_BYTES) * Frame.HEAD_BYTES;
        if (frames.capacity() < room) {
            frames = ByteBuffer.allocateDirect(room).order(ByteOrder.LITTLE_ENDIAN);
        }
        frames.clear();
    }

    /** Sends elements from, ..., from + count - 1 as one message to each of the peers. */
    void send(long sequence, Summand values, int from, int count, List<Link> peers) {
        int width = values.width();
        int step = FRAME_BYTES / width;
        int sent = 0;
        do {
            int n = Math.min(step, count - sent);
            int start = frames.position();
            new Frame(sequence, values.length(), width, count * width, sent * width).write(frames);
            values.write(from + sent, n, frames);
            ByteBuffer frame = frames.slice(start, frames.position() - start);
            peers.forEach(peer -> peer.send(frame));
            sent += n;
        } while (sent < count);
    }
}
