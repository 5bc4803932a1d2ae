package org.sparknorm.lab.study.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.lab.report.Quantiles;

/** The iterations of one point of treeAggregate. */
public final class TreeResult {

    /** The divisor of the iterations, at either end, that say nothing about the middle. */
    private static final int QUARTER = 4;

    private final int warmup;
    private final List<Iteration> iterations = new ArrayList<>();
    private int wrong;
    private int levels;

    /** @param warmup iterations before */
    public TreeResult(int warmup) {
        this.warmup = warmup;
    }

    private record Iteration(double micros, long driverBytes, Map<JobPhase, Double> parts) {}

    public void add(double micros, TracedJob job, boolean right) {
        iterations.add(new Iteration(micros, job.driverBytes(), job.parts()));
        levels = job.stages().size();
        wrong += right ? 0 : 1;
    }

    /** Returns the iterations of both sessions. */
    public TreeResult and(TreeResult other) {
        TreeResult both = new TreeResult(warmup + other.warmup);
        both.iterations.addAll(iterations);
        both.iterations.addAll(other.iterations);
        both.levels = levels;
        both.wrong = wrong + other.wrong;
        return both;
    }

    public int warmup() {
        return warmup;
    }

    public int wrong() {
        return wrong;
    }

    /** Returns the number of additions, the driver's included. */
    public int levels() {
        return levels;
    }

    public double[] micros() {
        return iterations.stream().mapToDouble(Iteration::micros).toArray();
    }

    /** Median. */
    public long driverBytes() {
        return (long) Quantiles.median(
                iterations.stream().mapToDouble(Iteration::driverBytes).toArray());
    }

    /** Returns each part's mean over the middle half of the iterations, in proportion to the median. */
    public Map<String, Double> breakdown() {
        int end = iterations.size() / QUARTER;
        List<Iteration> middle = iterations.stream()
                .sorted(Comparator.comparingDouble(Iteration::micros))
                .toList()
                .subList(end, iterations.size() - end);
        double all = middle.stream().mapToDouble(Iteration::micros).sum();
        Map<JobPhase, Double> sums = new EnumMap<>(JobPhase.class);
        sums.put(JobPhase.UNACCOUNTED, all);
        for (Iteration iteration : middle) {
            iteration.parts().forEach((part, micros) -> {
                sums.merge(part, micros, Double::sum);
                sums.merge(JobPhase.UNACCOUNTED, -micros, Double::sum);
            });
        }
        double scale = Quantiles.percentile(micros(), 50) / all;
        Map<String, Double> breakdown = new LinkedHashMap<>();
        for (JobPhase part : JobPhase.values()) {
            breakdown.put(part.toString(), scale * sums.getOrDefault(part, 0.0));
        }
        return breakdown;
    }
}
