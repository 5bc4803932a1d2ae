package org.sparknorm.lab.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.lab.study.measure.AggregationTree;
import org.sparknorm.lab.study.measure.JobPhase;
import org.sparknorm.lab.study.measure.Measurement;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.Times;
import org.sparknorm.lab.study.model.Cluster;
import org.sparknorm.lab.study.model.CostTerms;
import org.sparknorm.lab.study.model.MethodSettings;
import org.sparknorm.lab.study.training.TrainingPoint;

/** Points of a study that nobody measured, whose times follow from prices. */
public final class StudyReportFixture {

    public static final int CORES = 2;
    public static final String MASTER = "spark://made-up:7077";

    /** Microseconds. */
    public static final Map<String, Double> TREE_PRICES = Map.of(
            "job",
            6_000.0,
            "stage",
            4_000.0,
            "level",
            9_000.0,
            "task",
            800.0,
            "shuffleWrite",
            2_500.0,
            "fetch",
            200.0,
            // Only the largest size, which is held out, has such results: no fit can find another price.
            "indirectResult",
            0.0,
            "sentByte",
            0.004,
            "nodeByte",
            0.005,
            "driverByte",
            0.003);

    public static final Map<String, Double> COLLECTIVE_PRICES =
            Map.of("round", 60.0, "message", 25.0, "wireByte", 0.001);

    private StudyReportFixture() {}

    /** TreeAggregates of depths 1 to 3 and on an executor, and collectives of 2 to 8 ranks, some too many. */
    public static List<MicroPoint> points() {
        List<MicroPoint> points = new ArrayList<>();
        for (int partitions : new int[] {1, 2, 4, 16, 64, 256, 1_024}) {
            for (int channels : new int[] {1, 16, 256, 4_096, 16_384, 65_536}) {
                for (MethodSettings plan : List.of(
                        MethodSettings.tree(1),
                        MethodSettings.tree(2),
                        MethodSettings.tree(3),
                        MethodSettings.treeOnExecutor(2))) {
                    points.add(tree(plan, partitions, channels));
                }
            }
        }
        for (int ranks : new int[] {2, 4, 8}) {
            for (int channels : new int[] {1, 16, 256, 4_096, 16_384, 65_536}) {
                points.add(collective(ranks, CORES, channels));
            }
        }
        return points;
    }

    public static MicroPoint tree(MethodSettings plan, int partitions, int channels) {
        CostTerms work = plan.work(partitions, CORES, bytes(channels));
        return point(plan, partitions, CORES, channels, time(work, TREE_PRICES), "kryo");
    }

    public static MicroPoint collective(int ranks, int cores, int channels) {
        // Ranks that share cores are slower than prices say.
        double crowded = Math.max(1, (double) ranks / cores);
        CostTerms work = MethodSettings.COLLECTIVE.work(ranks, cores, bytes(channels));
        return point(
                MethodSettings.COLLECTIVE,
                ranks,
                cores,
                channels,
                time(work, COLLECTIVE_PRICES) * crowded * crowded,
                null);
    }

    public static double time(CostTerms work, Map<String, Double> prices) {
        return work.terms().entrySet().stream()
                .mapToDouble(term -> term.getValue() * prices.get(term.getKey()))
                .sum();
    }

    public static long bytes(int channels) {
        return Double.BYTES * (1L + 2L * channels);
    }

    private static MicroPoint point(
            MethodSettings plan, int partitions, int cores, int channels, double median, String serializer) {
        boolean tree = plan.depth() != null;
        Measurement measured = new Measurement(
                10,
                50,
                0,
                times(median),
                bytes(channels) / median,
                tree ? null : (Double) (bytes(channels) / median),
                tree
                        ? (Integer) AggregationTree.of(partitions, plan.depth(), false)
                                .stages()
                        : null,
                tree ? (Long) (partitions * bytes(channels)) : null,
                tree ? breakdown(median) : null);
        return new MicroPoint(
                plan.way(),
                plan.depth(),
                plan.finalAggregate(),
                partitions,
                channels,
                bytes(channels),
                serializer,
                MASTER,
                cores,
                measured,
                null);
    }

    public static Times times(double median) {
        return new Times(0.9 * median, 0.95 * median, median, 1.1 * median, 1.3 * median, null, 1.6 * median);
    }

    private static Map<String, Double> breakdown(double median) {
        Map<String, Double> breakdown = new LinkedHashMap<>();
        breakdown.put(JobPhase.SCHEDULER_DELAY.toString(), 0.5 * median);
        breakdown.put(JobPhase.TASK_DESERIALIZATION.toString(), 0.3 * median);
        breakdown.put(JobPhase.COMPUTE.toString(), 0.02 * median);
        breakdown.put(JobPhase.DRIVER_MERGE.toString(), 0.08 * median);
        breakdown.put(JobPhase.UNACCOUNTED.toString(), 0.1 * median);
        return breakdown;
    }

    public static MicroPoint skipped(String reason) {
        return new MicroPoint("collective", null, null, 16, 64, 1_032, null, MASTER, CORES, null, reason);
    }

    /** Of two widths, two depths, one and two workers, all norms and both ways. */
    public static List<TrainingPoint> training() {
        List<TrainingPoint> points = new ArrayList<>();
        for (String sync : List.of("collective", "treeAggregate")) {
            for (String norm : List.of("syncBatch", "batch", "layer", "rms")) {
                points.add(training(sync, norm, 128, 2, 2, "strong"));
                points.add(training(sync, norm, 512, 2, 2, "strong"));
                points.add(training(sync, norm, 128, 4, 2, "strong"));
                points.add(training(sync, norm, 128, 2, 1, "strong"));
                points.add(training(sync, norm, 128, 2, 1, "weak"));
            }
        }
        return points;
    }

    private static TrainingPoint training(String sync, String norm, int width, int depth, int workers, String scaling) {
        int batch = scaling.equals("strong") ? 256 : 128 * workers;
        long parameters = (long) depth * width * width;
        double compute = 1e-4 * parameters * batch / workers;
        int exchanges = norm.equals("syncBatch") ? 2 * depth + 1 : 1;
        double transfer = workers == 1 ? 0 : exchanges * (sync.equals("collective") ? 200 : 20_000);
        double waiting = workers == 1 ? 0 : 0.3 * transfer;
        double step = compute + transfer + waiting;
        return new TrainingPoint(
                ("dense " + width + ", norm, relu, ").repeat(depth) + "dense 10",
                parameters,
                width,
                depth,
                norm,
                sync,
                workers,
                batch,
                scaling,
                20,
                100,
                step,
                compute,
                transfer,
                waiting,
                exchanges,
                1 - compute / step,
                MASTER,
                CORES,
                null);
    }

    public static StudyReport report() {
        List<MicroPoint> points = new ArrayList<>(points());
        points.add(skipped("16 ranks, but tasks can run 2 at a time"));
        Environment environment = new Environment(
                "4.1.0", "17", "Linux", CORES, 2_048, "made-up.conf", "1f", List.of(MASTER), "2025-01-01");
        return StudyReport.of(environment, points, training(), Cluster.DEFAULT);
    }
}
