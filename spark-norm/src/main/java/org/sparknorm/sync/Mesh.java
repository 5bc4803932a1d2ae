package org.sparknorm.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.TransportConf;

/**
 * One rank's connections to all others over Spark's network library, one a pair: the higher rank connects to the lower.
 * Each connection authenticates, then introduces itself by a {@link Handshake}; only then do frames pass.
 */
final class Mesh implements AutoCloseable {

    private final Handshake self;
    private final String host;
    private final long timeoutMillis;
    private final Links links;
    private final Map<TransportClient, Link> linkOf = new ConcurrentHashMap<>();
    private final TransportContext context;
    private final TransportServer server;
    private final TransportClientFactory clients;

    /**
     * Listens on a free port of the host.
     *
     * @param cancelled test whether the task that waits here should give up
     */
    Mesh(
            TransportConf conf,
            Authentication authentication,
            String host,
            Handshake self,
            long timeoutMillis,
            BooleanSupplier cancelled) {
        this.self = self;
        this.host = host;
        this.timeoutMillis = timeoutMillis;
        links = new Links(self, TimeUnit.MILLISECONDS.toNanos(timeoutMillis), cancelled);
        context = new TransportContext(conf, new Receiver(), false);
        server = context.createServer(host, 0, authentication.server(conf));
        clients = context.createClientFactory(authentication.client(conf));
    }

    int rank() {
        return self.rank();
    }

    int size() {
        return self.size();
    }

    /** Returns the host and port, for the other ranks to connect to. */
    String address() {
        return host + ":" + server.getPort();
    }

    Links links() {
        return links;
    }

    /** Connects to the lower ranks and waits for the higher ones. Addresses by rank. */
    void connect(List<String> addresses) {
        for (int peer = 0; peer < self.rank(); peer++) {
            connect(peer, addresses.get(peer));
        }
        links.awaitAll(addresses);
    }

    private void connect(int peer, String address) {
        int colon = address.lastIndexOf(':');
        String refusal;
        try {
            TransportClient client =
                    clients.createClient(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            admit(peer, client);
            ByteBuffer answer = client.sendRpcSync(self.encode(), timeoutMillis);
            refusal = StandardCharsets.UTF_8.decode(answer).toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CollectiveException(self + " was interrupted while it connected to rank " + peer, e);
        } catch (IOException | RuntimeException e) {
            throw new CollectiveException(self + " could not connect to rank " + peer + " at " + address, e);
        }
        if (!refusal.isEmpty()) {
            throw new CollectiveException(
                    self + " was turned away by rank " + peer + " at " + address + ": " + refusal);
        }
    }

    private boolean admit(int peer, TransportClient client) {
        Link link = new Link(peer, client);
        linkOf.put(client, link);
        return links.add(link);
    }

    /** Lets what was sent reach the sockets, then closes every connection. */
    @Override
    public void close() {
        close(timeoutMillis);
    }

    /** Closes every connection at once, so that the peers notice. */
    void abort() {
        close(0);
    }

    private void close(long drainMillis) {
        links.all().forEach(link -> link.close(drainMillis));
        clients.close();
        server.close();
        context.close();
    }

    private final class Receiver extends RpcHandler {

        private final StreamManager streams = new OneForOneStreamManager();

        /** A handshake; the answer is the refusal to it, empty for none. */
        @Override
        public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
            Handshake peer = Handshake.decode(message);
            String refusal = self.refusalOf(peer);
            if (refusal.isEmpty() && !admit(peer.rank(), client)) {
                refusal = peer + " is connected already";
            }
            callback.onSuccess(ByteBuffer.wrap(refusal.getBytes(StandardCharsets.UTF_8)));
        }

        /** Takes in a frame. An exception of it must reach the waiting task: Spark would log and forget it. */
        @Override
        public void receive(TransportClient client, ByteBuffer message) {
            Link link = linkOf.get(client);
            if (link == null) {
                client.getChannel().close();
                return;
            }
            try {
                links.deliver(link, message.order(ByteOrder.LITTLE_ENDIAN));
            } catch (RuntimeException e) {
                links.lose(link, e);
                client.getChannel().close();
            }
        }

        @Override
        public void channelInactive(TransportClient client) {
            lose(client, new IOException("the peer closed the connection"));
        }

        @Override
        public void exceptionCaught(Throwable cause, TransportClient client) {
            lose(client, cause);
        }

        private void lose(TransportClient client, Throwable cause) {
            Link link = linkOf.get(client);
            if (link != null) {
                links.lose(link, cause);
            }
        }

        @Override
        public StreamManager getStreamManager() {
            return streams;
        }
    }
}
