package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The words of a rank about itself on a new connection. The stage attempt is part of it, so that a task left over from
 * an attempt that failed cannot speak in the next one.
 */
record Handshake(String job, int stage, int attempt, int rank, int size) {

    /** Begins with a zero byte: Spark reads some other first bytes as its own authentication. */
    ByteBuffer encode() {
        byte[] name = job.getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(1 + 4 * Integer.BYTES + name.length);
        message.put((byte) 0).putInt(stage).putInt(attempt).putInt(rank).putInt(size);
        return message.put(name).flip();
    }

    static Handshake decode(ByteBuffer message) {
        message.get();
        int stage = message.getInt();
        int attempt = message.getInt();
        int rank = message.getInt();
        int size = message.getInt();
        return new Handshake(StandardCharsets.UTF_8.decode(message).toString(), stage, attempt, rank, size);
    }

    /** Returns why this rank does not talk to the other; empty where it does. */
    String refusalOf(Handshake other) {
        if (!job.equals(other.job)) {
            return "it belongs to job " + other.job + ", not " + job;
        }
        if (stage != other.stage || attempt != other.attempt) {
            return "it is of stage " + other.stage + ", attempt " + other.attempt + ", and this is stage " + stage
                    + ", attempt " + attempt;
        }
        if (size != other.size) {
            return "it counts " + other.size + " ranks, not " + size;
        }
        if (other.rank <= rank || other.rank >= size) {
            return "rank " + other.rank + " has no reason to connect to rank " + rank + " of " + size;
        }
        return "";
    }

    @Override
    public String toString() {
        return "rank " + rank + " of " + size;
    }
}
