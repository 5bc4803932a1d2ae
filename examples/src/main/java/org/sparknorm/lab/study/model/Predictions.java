package org.sparknorm.lab.study.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparknorm.lab.report.Numbers;

/**
 * The expectations of a cost model of larger clusters: its prices for the work of a synchronization there, what the
 * network adds, and what the driver takes for each task. Prices are those of the machine that was measured, its cores
 * and its loopback; a cluster has a slot for every worker. Of several prices of a way those serve that were measured
 * over processes of their own, and Kryo's.
 */
public final class Predictions {

    /** Clusters predicted. */
    public static final List<Integer> EXECUTORS = List.of(10, 30, 100, 300, 1_000, 3_000, 10_000);

    private static final List<MethodSettings> PLANS = List.of(
            MethodSettings.tree(1),
            MethodSettings.tree(2),
            MethodSettings.tree(3),
            MethodSettings.tree(4),
            MethodSettings.treeOnExecutor(2),
            MethodSettings.COLLECTIVE);

    /** The number of the sizes measured that are predicted. */
    private static final int SIZES = 3;

    private final CostModel model;
    private final Cluster cluster;
    private final Map<String, NonNegativeFit> fits = new HashMap<>();

    public Predictions(CostModel model, Cluster cluster) {
        this.model = model;
        this.cluster = cluster;
    }

    /** Returns each way and depth that there are prices for, of few, some and many channels among those measured. */
    public List<Prediction> synchronizations() {
        List<Prediction> all = new ArrayList<>();
        for (int executors : EXECUTORS) {
            for (int channels : sizes()) {
                List<Prediction> ways = PLANS.stream()
                        .flatMap(plan -> prices(plan.way()).stream()
                                .map(prices -> predict(plan, prices, executors, channels, bytes(prices, channels))))
                        .toList();
                Optional<Prediction> best = ways.stream().min(Comparator.comparing(Prediction::micros));
                ways.forEach(way -> all.add(best.get() == way ? way.asBest() : way));
            }
        }
        return all;
    }

    private Prediction predict(MethodSettings plan, String prices, int executors, int channels, long bytes) {
        CostTerms work = plan.work(executors, executors, bytes);
        NonNegativeFit.Range range = fit(prices).range(work);
        double network = cluster.networkMicros(work);
        return new Prediction(
                plan.way(),
                plan.depth(),
                plan.finalAggregate(),
                prices,
                executors,
                channels,
                bytes,
                micros(plan, prices, executors, bytes),
                range.low() + network,
                range.high() + network + work.tasks() * mostDriverMicros(prices),
                false);
    }

    /** Predicts the time of one synchronization. */
    public double micros(MethodSettings plan, String prices, int executors, long bytes) {
        CostTerms work = plan.work(executors, executors, bytes);
        return fit(prices).at(work) + cluster.networkMicros(work) + work.tasks() * mostDriverMicros(prices) / 2;
    }

    private NonNegativeFit fit(String prices) {
        return fits.computeIfAbsent(prices, model::fitOf);
    }

    /**
     * Returns what the driver itself can take for a task at most. Measurements on few slots cannot tell it from what
     * the slots take, but it kept up with all of them: so it is at most the price of a task, shared by the slots, and
     * at least 0. Half of the most is expected.
     */
    private double mostDriverMicros(String prices) {
        int slots = model.points().stream()
                .filter(point -> point.prices().equals(prices))
                .mapToInt(ModelPoint::cores)
                .max()
                .orElseThrow();
        return model.coefficients().get(prices).getOrDefault(CostTerms.TASK, 0.0) / slots;
    }

    /** Returns the prices of a way; none where it was not measured. */
    public Optional<String> prices(String way) {
        return model.points().stream()
                .filter(point -> point.way().equals(way))
                .map(ModelPoint::prices)
                .distinct()
                .min(Comparator.comparing((String prices) -> prices.contains(", local"))
                        .thenComparing(prices -> !prices.contains(", kryo")));
    }

    private List<Integer> sizes() {
        return Numbers.spread(model.points().stream().mapToInt(ModelPoint::channels), SIZES);
    }

    /**
     * Returns the bytes of one worker's sums: along the line through the smallest and the largest that were measured.
     */
    public long bytes(String prices, double channels) {
        List<ModelPoint> bySize = model.points().stream()
                .filter(point -> point.prices().equals(prices))
                .sorted(Comparator.comparing(ModelPoint::channels))
                .toList();
        ModelPoint small = bySize.get(0);
        ModelPoint large = bySize.get(bySize.size() - 1);
        double slope = large.channels() == small.channels()
                ? 0
                : (double) (large.bytes() - small.bytes()) / (large.channels() - small.channels());
        return Math.round(small.bytes() + slope * (channels - small.channels()));
    }
}
