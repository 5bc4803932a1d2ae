package org.sparknorm.lab.study.measure;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparknorm.sync.BarrierFunction;
import org.sparknorm.sync.BarrierStage;
import org.sparknorm.sync.Collective;

/**
 * Measures ways that need all ranks at the same time, many points in one barrier stage. Before each iteration the ranks
 * meet; it takes as long as the slowest of them says.
 */
public final class PeerBench {

    /** The iterations by which it is known how many a point gets. */
    private static final int TRIAL = 10;

    /** The warm-up of ways through the driver, where each call takes a second. */
    private static final int SLOW_WARMUP = 1;

    private final JavaSparkContext context;

    public PeerBench(JavaSparkContext context) {
        this.context = context;
    }

    /**
     * One point of many.
     *
     * @param channels 0 for {@link SyncMethod#BARRIER}
     */
    public record Case(SyncMethod way, int channels) implements Serializable {}

    /** The iterations of one point. */
    public record Result(int warmup, double[] micros, int wrong) {}

    /**
     * Measures all in one job.
     *
     * @param slowIterations iterations of barrier and allGather
     * @return results in the order of the cases
     */
    public List<Result> measure(int ranks, List<Case> cases, IterationBudget pace, int slowIterations) {
        BarrierStage stage = new BarrierStage(context.sc(), ranks);
        List<Case> sent = List.copyOf(cases);
        BarrierFunction<Integer, double[][]> measure =
                (rank, collective) -> new Rank(collective, pace, slowIterations).measure(sent);
        List<double[][]> byRank = stage.run(
                context.parallelize(IntStream.range(0, ranks).boxed().toList(), ranks),
                measure,
                "SyncOverhead: " + ranks + " ranks");
        return IntStream.range(0, cases.size())
                .mapToObj(i -> merged(byRank.stream().map(of -> of[i]).toList()))
                .toList();
    }

    /** Merges rows of [warm-up, then micros of each iteration, negative where its result is wrong]. */
    private static Result merged(List<double[]> byRank) {
        int iterations = byRank.get(0).length - 1;
        double[] micros = new double[iterations];
        int wrong = 0;
        for (int i = 0; i < iterations; i++) {
            boolean right = true;
            for (double[] rank : byRank) {
                micros[i] = Math.max(micros[i], Math.abs(rank[1 + i]));
                right &= rank[1 + i] >= 0;
            }
            wrong += right ? 0 : 1;
        }
        return new Result((int) byRank.get(0)[0], micros, wrong);
    }

    private record Rank(Collective collective, IterationBudget pace, int slowIterations) {

        double[][] measure(List<Case> cases) {
            List<double[]> rows = new ArrayList<>();
            boolean connects = cases.stream().anyMatch(point -> point.way() == SyncMethod.TCP);
            try (TcpPeer peer = connects ? TcpPeer.connect(BarrierTaskContext.get()) : null) {
                for (Case point : cases) {
                    rows.add(measure(point, peer));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return rows.toArray(double[][]::new);
        }

        private double[] measure(Case point, TcpPeer peer) {
            return switch (point.way()) {
                case COLLECTIVE -> measure(PeerExchange.sum(collective, point.channels()));
                case TCP -> measure(PeerExchange.roundTrip(collective, peer, point.channels()));
                case BARRIER -> measure(PeerExchange.barrier(), SLOW_WARMUP, slowIterations);
                case ALL_GATHER ->
                    measure(PeerExchange.allGather(collective, point.channels()), SLOW_WARMUP, slowIterations);
                case TREE_AGGREGATE -> throw new IllegalArgumentException("treeAggregate needs no barrier stage");
            };
        }

        private double[] measure(PeerExchange exchange) {
            double[] trial = measure(exchange, 0, TRIAL);
            // All ranks have to agree on a number.
            double[] agreed = {Arrays.stream(trial).skip(TRIAL / 2).sum() / (TRIAL - TRIAL / 2)};
            collective.sum(agreed, "time of an iteration");
            int iterations = pace.iterations(agreed[0] / collective.size() * 1e3);
            return measure(exchange, Math.max(TRIAL, iterations / 4), iterations);
        }

        private double[] measure(PeerExchange exchange, int warmup, int iterations) {
            double[] row = new double[1 + iterations];
            row[0] = warmup;
            double[] nothing = new double[1];
            for (int i = -warmup; i < iterations; i++) {
                exchange.prepare(i + warmup);
                collective.sum(nothing, "meeting");
                long begun = System.nanoTime();
                exchange.run();
                double micros = (System.nanoTime() - begun) / 1e3;
                if (i >= 0) {
                    row[1 + i] = exchange.isRight(i + warmup) ? micros : -micros;
                }
            }
            return row;
        }
    }
}
