package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.util.TransportConf;
import org.apache.spark.util.TaskCompletionListener;
import scala.Option;

/**
 * Sums of arrays over the tasks of one barrier stage, on connections that they keep: the fast way, a tenth of a
 * millisecond for a thousand numbers where a Spark job takes a hundred.
 *
 * <pre>{@code
 * CollectiveSettings settings = CollectiveSettings.of(spark.conf());       // on the driver
 * rows.barrier().mapPartitions(part -> {
 *     try (Collective collective = Collective.join(BarrierTaskContext.get(), settings)) {
 *         double[] sums = ...;
 *         collective.sum(sums, "step 1, norm 1 forward");                  // every task holds the sum now
 *     }
 * });
 * }</pre>
 *
 * <p>All ranks call {@code sum} the same number of times with arrays of the same type and length. Terms are added in
 * rank order, so every rank gets the same bits, and every run does. Nothing waits longer than
 * {@code spark.norm.collective.timeout}; whatever goes wrong ends in a {@link CollectiveException}, after which the
 * collective is closed and its peers fail too. For one thread, the task's.
 *
 * <p>When a task fails, Spark runs the whole barrier stage again where a shuffle follows it. A job whose last stage is
 * the barrier stage it gives up.
 *
 * <p>Two ranks, and small arrays, exchange whole arrays. Larger arrays of three or more ranks go in slices, each summed
 * by one rank and then given to all (reduce-scatter and all-gather; Thakur, Rabenseifner, Gropp 2005).
 */
public final class Collective implements AutoCloseable {

    /** From here on three or more ranks sum in slices. */
    private static final int SLICED_BYTES = 1 << 15;

    /** Longer arrays are summed in parts of this many elements, which bounds the memory of a connection. */
    private static final int PART = 1 << 20;

    private final int rank;
    private final int size;
    private final Mesh mesh;
    private final Outgoing[] outgoing = {new Outgoing(), new Outgoing()};
    private long sequence;
    private long exchanges;
    private long waitingNanos;
    private long transferNanos;
    private CollectiveException failure;
    private boolean closed;

    /** Of connected ranks; without a mesh, of one rank alone. */
    private Collective(int rank, int size, Mesh mesh) {
        this.rank = rank;
        this.size = size;
        this.mesh = mesh;
    }

    /** Of the ranks of a mesh that is connected. */
    static Collective over(Mesh mesh) {
        return new Collective(mesh.rank(), mesh.size(), mesh);
    }

    /**
     * Connects this task with all others of its barrier stage; each of them must call it. The rank is the partition's
     * id. It costs one allGather of addresses, which takes Spark about a second. Spark's end of the task closes what
     * the caller has not closed.
     *
     * @throws CollectiveException if another rank cannot be reached in time or belongs to another job or attempt
     */
    public static Collective join(BarrierTaskContext context, CollectiveSettings settings) {
        int size = context.getTaskInfos().length;
        Handshake self = new Handshake(
                settings.job(), context.stageId(), context.stageAttemptNumber(), context.partitionId(), size);
        if (size == 1) {
            return new Collective(self.rank(), size, null);
        }
        SparkEnv env = SparkEnv.get();
        Mesh mesh = new Mesh(
                transport(env, settings),
                Authentication.of(env.conf(), env.securityManager(), settings),
                env.blockManager().blockManagerId().host(),
                self,
                settings.timeoutMillis(),
                context::isInterrupted);
        Collective collective = over(mesh);
        context.addTaskCompletionListener((TaskCompletionListener) ended -> collective.close());
        mesh.connect(List.of(context.allGather(mesh.address())));
        return collective;
    }

    private static TransportConf transport(SparkEnv env, CollectiveSettings settings) {
        SparkConf conf = env.conf().clone();
        long seconds = Math.max(1, settings.timeoutMillis() / 1000);
        conf.set("spark.norm.io.connectionTimeout", seconds + "s");
        return SparkTransportConf.fromSparkConf(
                conf,
                "norm",
                1,
                Option.empty(),
                Option.apply(env.securityManager().getRpcSSLOptions()));
    }

    /** This task's place in the order of addition: its partition's id. */
    public int rank() {
        return rank;
    }

    /** The number of tasks that sum. */
    public int size() {
        return size;
    }

    /**
     * Replaces the buffer by its sum over all ranks.
     *
     * @param what names the exchange in error messages, such as "step 17, norm 2 backward"
     * @throws CollectiveException if a peer is gone, is too slow, or sums an array of another length or type
     */
    public void sum(double[] buffer, String what) {
        sum(new Summand.Doubles(buffer), what);
    }

    /**
     * Replaces the buffer by its sum over all ranks, added in float.
     *
     * @param what names the exchange in error messages, such as "step 17, gradients"
     * @throws CollectiveException if a peer is gone, is too slow, or sums an array of another length or type
     */
    public void sum(float[] buffer, String what) {
        sum(new Summand.Floats(buffer), what);
    }

    private void sum(Summand values, String what) {
        if (failure != null) {
            throw new CollectiveException("rank " + rank + " cannot go on to " + what, failure);
        }
        if (closed) {
            throw new IllegalStateException("rank " + rank + " has closed its collective before " + what);
        }
        exchanges++;
        if (size == 1) {
            return;
        }
        try {
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
        } catch (CollectiveException e) {
            failure = e;
            closed = true;
            mesh.abort();
            throw e;
        }
    }

    private void sumWhole(Summand values, int from, int count, String what) {
        long started = begin(size - 1, count * values.width());
        outgoing().send(sequence, values, from, count, mesh.links().all());
        values.add(from, count, receive(values, what, started));
    }

    private void sumInSlices(Summand values, int from, int count, String what) {
        int[] bounds = new int[size + 1];
        Arrays.setAll(bounds, peer -> from + (int) ((long) count * peer / size));
        List<Link> peers = mesh.links().all();
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

    /** The peers' messages by rank, null at the own one. */
    private ByteBuffer[] receive(Summand values, String what, long started) {
        long arrived = Math.max(started, mesh.links().awaitMessages(sequence, values, what));
        waitingNanos += arrived - started;
        transferNanos += System.nanoTime() - arrived;
        ByteBuffer[] messages = new ByteBuffer[size];
        for (Link peer : mesh.links().all()) {
            messages[peer.rank()] = peer.inbox(sequence).bytes();
        }
        return messages;
    }

    /** How many sums were taken. */
    public long exchanges() {
        return exchanges;
    }

    /**
     * Nanoseconds of all sums from sending to the first byte of the last peer: stragglers, and the network's latency.
     */
    public long waitingNanos() {
        return waitingNanos;
    }

    /** Nanoseconds of all sums from the first byte of the last peer to the last one. */
    public long transferNanos() {
        return transferNanos;
    }

    /** Closes the connections, once what was sent is on its way. Closing twice does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (mesh != null) {
                mesh.close();
            }
        }
    }
}
