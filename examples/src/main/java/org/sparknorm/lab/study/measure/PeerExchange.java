package org.sparknorm.lab.study.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.apache.spark.BarrierTaskContext;
import org.sparknorm.sync.Collective;

/** A synchronization of the ranks of a barrier stage, to be made again and again. All ranks make it. */
interface PeerExchange {

    /** Prepares an iteration, before the time counts. */
    void prepare(int iteration);

    void run();

    /** Returns whether this rank has the sums that it should have. */
    boolean isRight(int iteration);

    public static PeerExchange sum(Collective collective, int channels) {
        double[] sums = new double[CheckedSums.length(channels)];
        return new PeerExchange() {
            @Override
            public void prepare(int iteration) {
                CheckedSums.fill(sums, collective.rank() + 1, iteration);
            }

            @Override
            public void run() {
                collective.sum(sums, "sums");
            }

            @Override
            public boolean isRight(int iteration) {
                return CheckedSums.areExpected(sums, channels, collective.size(), iteration);
            }
        };
    }

    public static PeerExchange roundTrip(Collective collective, TcpPeer peer, int channels) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect((int) CheckedSums.bytes(channels)).order(ByteOrder.nativeOrder());
        double[] sums = new double[CheckedSums.length(channels)];
        return new PeerExchange() {
            @Override
            public void prepare(int iteration) {
                CheckedSums.fill(sums, collective.rank() == 0 ? 1 : -1, iteration);
                buffer.clear();
                buffer.asDoubleBuffer().put(sums);
            }

            @Override
            public void run() {
                peer.roundTrip(buffer);
            }

            @Override
            public boolean isRight(int iteration) {
                buffer.clear();
                buffer.asDoubleBuffer().get(sums);
                return CheckedSums.areExpected(sums, channels, 1, iteration);
            }
        };
    }

    public static PeerExchange barrier() {
        BarrierTaskContext context = BarrierTaskContext.get();
        return new PeerExchange() {
            @Override
            public void prepare(int iteration) {}

            @Override
            public void run() {
                context.barrier();
            }

            @Override
            public boolean isRight(int iteration) {
                return true;
            }
        };
    }

    /** Exchanges sums as text, which is all that allGather takes; each rank adds for itself. */
    public static PeerExchange allGather(Collective collective, int channels) {
        BarrierTaskContext context = BarrierTaskContext.get();
        double[] sums = new double[CheckedSums.length(channels)];
        ByteBuffer bytes = ByteBuffer.allocate((int) CheckedSums.bytes(channels));
        return new PeerExchange() {
            @Override
            public void prepare(int iteration) {
                CheckedSums.fill(sums, collective.rank() + 1, iteration);
            }

            @Override
            public void run() {
                bytes.asDoubleBuffer().put(sums);
                String[] all = context.allGather(Base64.getEncoder().encodeToString(bytes.array()));
                Arrays.fill(sums, 0);
                for (String each : all) {
                    ByteBuffer other = ByteBuffer.wrap(Base64.getDecoder().decode(each));
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += other.getDouble();
                    }
                }
            }

            @Override
            public boolean isRight(int iteration) {
                return CheckedSums.areExpected(sums, channels, collective.size(), iteration);
            }
        };
    }
}
