package org.sparknorm.sync;

import java.util.List;
import java.util.Objects;
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
 */
public final class Collective implements AutoCloseable {

    private final int rank;
    private final int size;
    private final Mesh mesh;
    private final Exchange exchange;
    private long exchanges;
    private CollectiveException failure;
    private boolean closed;

    /** Makes a collective of connected ranks; without a mesh, of one rank alone. */
    private Collective(int rank, int size, Mesh mesh) {
        this.rank = rank;
        this.size = size;
        this.mesh = mesh;
        exchange = mesh == null ? null : new Exchange(mesh.links(), rank, size);
    }

    /** Makes a collective of the ranks of a mesh that is connected. */
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

    /** Returns the bytes of an array from which on three or more ranks exchange slices, and not whole arrays. */
    public static int slicedBytes() {
        return Exchange.SLICED_BYTES;
    }

    /** Returns the most bytes of an array of doubles that one exchange sums; a longer one goes in parts. */
    public static int partBytes() {
        return Exchange.PART * Double.BYTES;
    }

    /** Returns this task's place in the order of addition: its partition's id. */
    public int rank() {
        return rank;
    }

    /** Returns the number of tasks that sum. */
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
        sum(new DoubleSummand(buffer, buffer.length), what);
    }

    /**
     * Replaces the buffer by its sum over all ranks, added in float.
     *
     * @param what names the exchange in error messages, such as "step 17, gradients"
     * @throws CollectiveException if a peer is gone, is too slow, or sums an array of another length or type
     */
    public void sum(float[] buffer, String what) {
        sum(buffer, buffer.length, what);
    }

    /**
     * Replaces the first elements of the buffer by their sum over all ranks, added in float.
     *
     * @param count number of elements, the same on all ranks
     * @param what names the exchange in error messages, such as "step 17, gradients"
     * @throws CollectiveException if a peer is gone, is too slow, or sums an array of another length or type
     */
    public void sum(float[] buffer, int count, String what) {
        Objects.checkFromIndexSize(0, count, buffer.length);
        sum(new FloatSummand(buffer, count), what);
    }

    /**
     * Replaces the doubles, and the first elements of the buffer, by their sums over all ranks, in one exchange:
     * doubles are added in double, floats in float.
     *
     * @param doubles few numbers that need their digits
     * @param count number of elements of the buffer, the same on all ranks
     * @param what names the exchange in error messages, such as "step 17, gradients and loss"
     * @throws CollectiveException if a peer is gone, is too slow, or sums arrays of another length or type
     */
    public void sum(double[] doubles, float[] buffer, int count, String what) {
        Objects.checkFromIndexSize(0, count, buffer.length);
        sum(new MixedSummand(new DoubleSummand(doubles, doubles.length), new FloatSummand(buffer, count)), what);
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
            exchange.sum(values, what);
        } catch (CollectiveException e) {
            failure = e;
            closed = true;
            mesh.abort();
            throw e;
        }
    }

    /** Returns how many sums were taken. */
    public long exchanges() {
        return exchanges;
    }

    /**
     * Returns the nanoseconds of all sums from sending to the first byte of the last peer: stragglers, and the
     * network's latency.
     */
    public long waitingNanos() {
        return exchange == null ? 0 : exchange.waitingNanos();
    }

    /** Returns the nanoseconds of all sums from the first byte of the last peer to the last one. */
    long transferNanos() {
        return exchange == null ? 0 : exchange.transferNanos();
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
