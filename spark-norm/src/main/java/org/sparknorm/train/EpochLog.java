package org.sparknorm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.program.Program;
import org.sparknorm.program.Slice;

/** What one worker, or the driver, writes down in the steps of an epoch, in flat arrays. */
final class EpochLog implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] loss;
    private final double[] correct;
    private final double[] weight;
    private final double[] rate;
    private final double[][] gradientNorms;
    private final double[] computing;
    private final double[] synchronizing;
    private final double[] waiting;
    private final int[] syncs;

    EpochLog(int steps) {
        loss = new double[steps];
        correct = new double[steps];
        weight = new double[steps];
        rate = new double[steps];
        gradientNorms = new double[steps][];
        computing = new double[steps];
        synchronizing = new double[steps];
        waiting = new double[steps];
        syncs = new int[steps];
    }

    /** What all workers know alike. */
    void learned(int step, double loss, double correct, double weight, double rate, double[] gradientNorms) {
        this.loss[step] = loss;
        this.correct[step] = correct;
        this.weight[step] = weight;
        this.rate[step] = rate;
        this.gradientNorms[step] = gradientNorms;
    }

    /** Where the time went, in seconds. */
    void spent(int step, double computing, double synchronizing, double waiting, int syncs) {
        this.computing[step] = computing;
        this.synchronizing[step] = synchronizing;
        this.waiting[step] = waiting;
        this.syncs[step] = syncs;
    }

    /** Takes the mean of the times over all workers' logs. */
    static EpochLog ofWorkers(List<EpochLog> logs) {
        EpochLog first = logs.get(0);
        for (int step = 0; step < first.loss.length; step++) {
            int s = step;
            first.spent(
                    s,
                    logs.stream().mapToDouble(log -> log.computing[s]).average().orElseThrow(),
                    logs.stream()
                            .mapToDouble(log -> log.synchronizing[s])
                            .average()
                            .orElseThrow(),
                    logs.stream().mapToDouble(log -> log.waiting[s]).average().orElseThrow(),
                    first.syncs[s]);
        }
        return first;
    }

    /**
     * @param firstStep number of the epoch's first step over all epochs
     */
    List<StepReport> steps(int epoch, long firstStep, Program program) {
        List<String> layers =
                program.slices().stream().map(Slice::layer).distinct().toList();
        List<StepReport> reports = new ArrayList<>();
        for (int s = 0; s < loss.length; s++) {
            Map<String, Double> norms = new LinkedHashMap<>();
            for (int i = 0; i < layers.size(); i++) {
                norms.put(layers.get(i), gradientNorms[s][i]);
            }
            reports.add(new StepReport(
                    firstStep + s,
                    epoch,
                    loss[s],
                    rate[s],
                    norms,
                    computing[s],
                    synchronizing[s],
                    waiting[s],
                    syncs[s]));
        }
        return reports;
    }

    /** Mean over the weights of all rows. */
    double meanLoss() {
        double sum = 0;
        for (int s = 0; s < loss.length; s++) {
            sum += loss[s] * weight[s];
        }
        return sum / Arrays.stream(weight).sum();
    }

    /** Share of the weights of all rows. */
    double accuracy() {
        return Arrays.stream(correct).sum() / Arrays.stream(weight).sum();
    }
}
