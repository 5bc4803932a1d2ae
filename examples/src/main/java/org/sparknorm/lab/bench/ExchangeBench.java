package org.sparknorm.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparknorm.lab.report.Quantiles;
import org.sparknorm.lab.study.measure.TcpPeer;
import org.sparknorm.sync.BarrierFunction;
import org.sparknorm.sync.BarrierStage;
import org.sparknorm.sync.Collective;

/** One exchange between two executors: by the collective, and as one round trip over a plain TCP connection. */
final class ExchangeBench {

    private static final int WARMUP = 2000;
    private static final int TIMES = 2000;

    private ExchangeBench() {}

    /**
     * Sizes and what they took.
     *
     * @param collective median milliseconds of a sum over two ranks
     * @param tcp median milliseconds of a round trip of as many bytes
     */
    record Result(String size, double collective, double tcp) {}

    static List<Result> run(JavaSparkContext spark) {
        BarrierStage stage = new BarrierStage(spark.sc(), 2);
        BarrierFunction<Integer, double[]> measure = (part, collective) -> measure(collective);
        double[] found = stage.run(spark.parallelize(List.of(0, 1), 2), measure, "BenchTrain: exchanges")
                .get(0);
        return List.of(
                new Result("64 doubles", found[0], found[3]),
                new Result("1,024 doubles", found[1], found[4]),
                new Result("270,000 floats", found[2], found[5]));
    }

    private static double[] measure(Collective collective) {
        double[] few = new double[64];
        double[] some = new double[1024];
        float[] many = new float[270_000];
        try (TcpPeer peer = TcpPeer.connect(BarrierTaskContext.get())) {
            return new double[] {
                median(() -> collective.sum(few, "64 doubles")),
                median(() -> collective.sum(some, "1,024 doubles")),
                median(() -> collective.sum(many, "270,000 floats")),
                median(roundTrip(peer, few.length * Double.BYTES)),
                median(roundTrip(peer, some.length * Double.BYTES)),
                median(roundTrip(peer, many.length * Float.BYTES))
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Runnable roundTrip(TcpPeer peer, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
        return () -> peer.roundTrip(buffer);
    }

    private static double median(Runnable exchange) {
        double[] millis = new double[TIMES];
        for (int i = -WARMUP; i < TIMES; i++) {
            long begun = System.nanoTime();
            exchange.run();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        return Quantiles.median(millis);
    }
}
