package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One rank's part in the sums of a mesh. Two ranks, and small arrays, exchange whole arrays. Larger arrays of three or
 * more ranks go in slices, each summed by one rank and then given to all (reduce-scatter and all-gather; Thakur,
 * Rabenseifner, Gropp 2005). In either case every rank sends one message to every other and waits for one of each.
 */
final class Exchange {

    /** Bytes of an array from which on three or more ranks sum in slices. */
    static final int SLICED_BYTES = 1 << 15;

    /** Longer arrays are summed in parts of this many elements, which bounds the memory of a connection. */
    static final int PART = 1 << 20;

    private final Links links;
    private final int rank;
    private final int size;
    private final Outgoing[] outgoing = {new Outgoing(), new Outgoing()};
    private long sequence;
    private long waitingNanos;
    private long transferNanos;

    Exchange(Links links, int rank, int size) {
        this.links = links;
        this.rank = rank;
        this.size = size;
    }

    /** Replaces the values by their sum over all ranks; an empty array too costs one message. */
    void sum(Summand values, String what) {
        int from = 0;
        do {
            int count = Math.min(PART, values.length() - from);
            if (size == 2 || count * values.width() < SLICED_BYTES) {
                sumWhole(values, from, count, what);
            } else {
                sumInSlices(values, from, count, what);
            }
            from += count;
        } while (from < values.length());
    }

    /** Returns the nanoseconds from sending to the first byte of the last peer. */
    long waitingNanos() {
        return waitingNanos;
    }

    /** Returns the nanoseconds from the first byte of the last peer to the end of all messages. */
    long transferNanos() {
        return transferNanos;
    }

    private void sumWhole(Summand values, int from, int count, String what) {
        long started = begin(1, count * values.width());
        outgoing().send(sequence, values, from, count, links.all());
        values.add(from, count, receive(values, what, started));
    }

    private void sumInSlices(Summand values, int from, int count, String what) {
        int[] bounds = new int[size + 1];
        // Slices begin at even elements, which keeps MixedSummand whole.
        Arrays.setAll(bounds, peer -> from + ((int) ((long) count * peer / size) & ~1));
        bounds[size] = from + count;
        List<Link> peers = links.all();
        int mine = bounds[rank];
        int length = bounds[rank + 1] - mine;

        long started = begin(size - 1, count * values.width());
        for (Link peer : peers) {
            int start = bounds[peer.rank()];
            outgoing().send(sequence, values, start, bounds[peer.rank() + 1] - start, List.of(peer));
        }
        values.add(mine, length, receive(values, what, started));

        started = begin(1, length * values.width());
        outgoing().send(sequence, values, mine, length, peers);
        ByteBuffer[] sums = receive(values, what, started);
        for (Link peer : peers) {
            int start = bounds[peer.rank()];
            values.read(start, bounds[peer.rank() + 1] - start, sums[peer.rank()]);
        }
    }

    private long begin(int messages, int bytes) {
        sequence++;
        outgoing().begin(messages, bytes);
        return System.nanoTime();
    }

    private Outgoing outgoing() {
        return outgoing[(int) (sequence & 1)];
    }

    /** Returns the peers' messages by rank, null at the own one. */
    private ByteBuffer[] receive(Summand values, String what, long started) {
        long arrived = Math.max(started, links.awaitMessages(sequence, values, what));
        waitingNanos += arrived - started;
        transferNanos += System.nanoTime() - arrived;
        ByteBuffer[] messages = new ByteBuffer[size];
        for (Link peer : links.all()) {
            messages[peer.rank()] = peer.inbox(sequence).bytes();
        }
        return messages;
    }
}
