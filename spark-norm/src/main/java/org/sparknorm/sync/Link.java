package org.sparknorm.sync;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.ByteBuffer;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.protocol.OneWayMessage;

/** The connection to one peer, which both ranks send on. */
final class Link {

    private final int rank;
    private final TransportClient client;
    private final Inbox[] inboxes = {new Inbox(), new Inbox()};
    private ChannelFuture lastWrite;
    private Throwable loss;

    Link(int rank, TransportClient client) {
        this.rank = rank;
        this.client = client;
    }

    /** Returns the peer's rank. */
    int rank() {
        return rank;
    }

    Inbox inbox(long sequence) {
        return inboxes[(int) (sequence & 1)];
    }

    /** Sends without copying: the frame must stay as it is until the peer has it. Never blocks. */
    void send(ByteBuffer frame) {
        lastWrite = client.getChannel().writeAndFlush(new OneWayMessage(new NioManagedBuffer(frame)));
        lastWrite.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Returns why the connection is gone; null while it stands. Guarded by the mesh's monitor. */
    Throwable loss() {
        return loss;
    }

    void lose(Throwable cause) {
        if (loss == null) {
            loss = cause;
        }
    }

    /** Lets what was sent reach the socket, then closes. */
    void close(long timeoutMillis) {
        if (lastWrite != null) {
            lastWrite.awaitUninterruptibly(timeoutMillis);
        }
        client.getChannel().close();
    }

    @Override
    public String toString() {
        return "rank " + rank + " (" + client.getSocketAddress() + ")";
    }
}
