package org.sparknorm.sync;

import java.nio.ByteBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.StreamCallbackWithID;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;

/**
 * Closes the connection of a sender that has not authenticated. Spark alone answers its requests with an error, but
 * drops its one-way messages without a word.
 */
final class StrangerCheck extends RpcHandler {

    private final RpcHandler authenticating;

    StrangerCheck(RpcHandler authenticating) {
        this.authenticating = authenticating;
    }

    @Override
    public void receive(TransportClient client, ByteBuffer message) {
        try {
            authenticating.receive(client, message);
        } catch (SecurityException e) {
            client.getChannel().close();
            throw e;
        }
    }

    @Override
    public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
        authenticating.receive(client, message, callback);
    }

    @Override
    public StreamCallbackWithID receiveStream(TransportClient client, ByteBuffer header, RpcResponseCallback callback) {
        return authenticating.receiveStream(client, header, callback);
    }

    @Override
    public StreamManager getStreamManager() {
        return authenticating.getStreamManager();
    }

    @Override
    public void channelActive(TransportClient client) {
        authenticating.channelActive(client);
    }

    @Override
    public void channelInactive(TransportClient client) {
        authenticating.channelInactive(client);
    }

    @Override
    public void exceptionCaught(Throwable cause, TransportClient client) {
        authenticating.exceptionCaught(cause, client);
    }
}
