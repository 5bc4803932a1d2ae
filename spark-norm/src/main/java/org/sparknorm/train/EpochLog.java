package org.sparknorm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sparknorm.program.Program;
import org.sparknorm.shard.EpochPlan;

/** The steps of an epoch as one worker, or the driver, writes them down: in flat arrays. */
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
    private final int[] exchanges;

    private double runningDistance;

    /** Steps so far. */
    private int recorded;

    EpochLog(int steps) {
        loss = new double[steps];
        correct = new double[steps];
        weight = new double[steps];
        rate = new double[steps];
        gradientNorms = new double[steps][];
        computing = new double[steps];
        synchronizing = new double[steps];
        waiting = new double[steps];
        exchanges = new int[steps];
    }

    /** Writes down the next step. */
    void record(StepTotals totals, double stepWeight, double stepRate, double[] norms) {
        loss[recorded] = totals.loss();
        correct[recorded] = totals.correct();
        weight[recorded] = stepWeight;
        rate[recorded] = stepRate;
        gradientNorms[recorded] = norms;
        computing[recorded] = totals.times().computing();
        synchronizing[recorded] = totals.times().synchronizing();
        waiting[recorded] = totals.times().waiting();
        exchanges[recorded] = totals.times().exchanges();
        recorded++;
    }

    /** Adds seconds of computing to the last step. */
    void addComputing(double seconds) {
        computing[recorded - 1] += seconds;
    }

    /** Takes the distance of running statistics from the last step's. */
    void runningDistance(double distance) {
        runningDistance = distance;
    }

    double runningDistance() {
        return runningDistance;
    }

    /** Takes the mean of the times over all workers' logs; all else they know alike. */
    static EpochLog ofWorkers(List<EpochLog> logs) {
        EpochLog first = logs.get(0);
        for (int step = 0; step < first.recorded; step++) {
            int s = step;
            first.computing[s] = mean(logs, log -> log.computing[s]);
            first.synchronizing[s] = mean(logs, log -> log.synchronizing[s]);
            first.waiting[s] = mean(logs, log -> log.waiting[s]);
        }
        return first;
    }

    private static double mean(List<EpochLog> logs, ToDoubleFunction<EpochLog> seconds) {
        return logs.stream().mapToDouble(seconds).average().orElseThrow();
    }

    /** Reports of the steps that were written down. */
    List<StepReport> steps(EpochPlan plan, Program program) {
        List<String> layers = program.layers();
        List<StepReport> reports = new ArrayList<>();
        for (int s = 0; s < recorded; s++) {
            Map<String, Double> norms = new LinkedHashMap<>();
            for (int i = 0; i < layers.size(); i++) {
                norms.put(layers.get(i), gradientNorms[s][i]);
            }
            reports.add(new StepReport(
                    plan.number(s),
                    plan.epoch(),
                    loss[s],
                    rate[s],
                    norms,
                    computing[s],
                    synchronizing[s],
                    waiting[s],
                    exchanges[s]));
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
