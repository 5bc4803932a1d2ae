package org.sparknorm.lab.study.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.apache.spark.BarrierTaskContext;

/** A plain TCP connection between the two ranks of a barrier stage: what no way to synchronize can beat. */
public final class TcpPeer implements AutoCloseable {

    private final int rank;
    private final SocketChannel peer;

    private TcpPeer(int rank, SocketChannel peer) {
        this.rank = rank;
        this.peer = peer;
    }

    /** Connects the ranks; both call it. It costs an allGather, about a second. */
    public static TcpPeer connect(BarrierTaskContext context) throws IOException {
        int rank = context.partitionId();
        // host:port, of an executor whose port is its own affair.
        String address = context.getTaskInfos()[0].address();
        String host = address.substring(0, address.lastIndexOf(':'));
        SocketChannel peer;
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(rank == 0 ? new InetSocketAddress(host, 0) : null);
            String port = Integer.toString(((InetSocketAddress) server.getLocalAddress()).getPort());
            int first = Integer.parseInt(context.allGather(port)[0]);
            peer = rank == 0 ? server.accept() : SocketChannel.open(new InetSocketAddress(host, first));
        }
        return new TcpPeer(rank, peer.setOption(StandardSocketOptions.TCP_NODELAY, true));
    }

    /** Sends a buffer from rank 0 to rank 1 and back again: both ranks' buffers hold what rank 0 had, all of it. */
    public void roundTrip(ByteBuffer buffer) {
        try {
            if (rank == 0) {
                write(buffer);
            }
            read(buffer);
            if (rank != 0) {
                write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            peer.write(buffer);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (peer.read(buffer) < 0) {
                throw new IOException("the peer has closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
