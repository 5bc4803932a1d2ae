package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One rank's links to all others, and the place where its task waits for what arrives on them. Event loops report what
 * comes; the task alone waits. A peer that is gone fails only a wait that needs more from it: one that has finished and
 * left in good order does not disturb the rest.
 */
final class Links {

    /** Time between two looks of a waiting task whether Spark has cancelled it. */
    private static final long CANCEL_POLL_NANOS = 100_000_000;

    private final Handshake self;
    private final long timeoutNanos;
    private final BooleanSupplier cancelled;
    private final Object monitor = new Object();
    private final Link[] links;

    Links(Handshake self, long timeoutNanos, BooleanSupplier cancelled) {
        this.self = self;
        this.timeoutNanos = timeoutNanos;
        this.cancelled = cancelled;
        links = new Link[self.size()];
    }

    /** Adds the link; false if there is one to that rank already. */
    boolean add(Link link) {
        synchronized (monitor) {
            if (links[link.rank()] != null) {
                return false;
            }
            links[link.rank()] = link;
            monitor.notifyAll();
            return true;
        }
    }

    void deliver(Link link, ByteBuffer message) {
        Frame frame = Frame.read(message);
        Inbox inbox = link.inbox(frame.sequence());
        if (frame.offset() == 0) {
            synchronized (monitor) {
                inbox.begin(frame);
            }
        }
        int count = message.remaining();
        inbox.copy(frame, message);
        synchronized (monitor) {
            if (inbox.advance(count)) {
                monitor.notifyAll();
            }
        }
    }

    void lose(Link link, Throwable cause) {
        synchronized (monitor) {
            link.lose(cause);
            monitor.notifyAll();
        }
    }

    Link to(int rank) {
        return links[rank];
    }

    /** Returns all peers, by rank. */
    List<Link> all() {
        List<Link> all = new ArrayList<>(links.length);
        synchronized (monitor) {
            for (Link link : links) {
                if (link != null) {
                    all.add(link);
                }
            }
        }
        return all;
    }

    /** Waits until every other rank is linked. */
    void awaitAll(List<String> addresses) {
        await("the start", () -> {
            for (int rank = 0; rank < links.length; rank++) {
                if (rank != self.rank() && links[rank] == null) {
                    return "rank " + rank + " (" + addresses.get(rank) + ")";
                }
            }
            return null;
        });
    }

    /**
     * Waits until every peer's message is here.
     *
     * @return when the first frame of the last one came, by System.nanoTime
     * @throws CollectiveException if a peer is gone, sends an array of another length or type, or lets the time pass
     */
    long awaitMessages(long sequence, Summand values, String what) {
        await(what, () -> firstMissing(sequence, values, what));
        long arrived = Long.MIN_VALUE;
        for (Link link : links) {
            if (link != null) {
                arrived = Math.max(arrived, link.inbox(sequence).arrived());
            }
        }
        return arrived;
    }

    private String firstMissing(long sequence, Summand values, String what) {
        String missing = null;
        for (Link link : links) {
            if (link == null) {
                continue;
            }
            Inbox inbox = link.inbox(sequence);
            if (inbox.begun(sequence)) {
                compare(link, inbox.first(), values, what);
            }
            if (!inbox.holds(sequence)) {
                if (link.loss() != null) {
                    throw new CollectiveException(self + " has lost " + link + " in " + what, link.loss());
                }
                missing = missing == null ? link.toString() : missing;
            }
        }
        return missing;
    }

    private void compare(Link link, Frame first, Summand values, String what) {
        if (first.arrayLength() != values.length() || first.width() != values.width()) {
            throw new CollectiveException(self + " sums " + array(values.length(), values.width()) + " but " + link
                    + " sends " + array(first.arrayLength(), first.width()) + " in " + what);
        }
    }

    private static String array(int length, int width) {
        return length + (width == Double.BYTES ? " doubles" : " floats");
    }

    private void await(String what, Supplier<String> firstMissing) {
        long deadline = System.nanoTime() + timeoutNanos;
        synchronized (monitor) {
            for (String missing = firstMissing.get(); missing != null; missing = firstMissing.get()) {
                long remaining = deadline - System.nanoTime();
                if (remaining <= 0) {
                    throw new CollectiveException(self + " has waited " + timeoutNanos / 1_000_000 + " ms for "
                            + missing + " in " + what + " (spark.norm.collective.timeout)");
                }
                if (cancelled.getAsBoolean()) {
                    throw new CollectiveException(
                            self + " was cancelled while it waited for " + missing + " in " + what);
                }
                pause(Math.min(remaining, CANCEL_POLL_NANOS), missing, what);
            }
        }
    }

    private void pause(long nanos, String missing, String what) {
        try {
            monitor.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CollectiveException(self + " was interrupted while it waited for " + missing + " in " + what, e);
        }
    }
}
