package org.sparknorm.examples.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Trainings under several conditions, each of them at every rate of the same list, so that each condition can be judged at
 * the rate that suits it best.
 */
final class AccuracyGrid {

    private static final double PERCENT = 100;

    private AccuracyGrid() {}

    /**
     * Trains all, in one Spark job, and puts the test accuracies by rate, in percent, under each condition's name.
     *
     * @param conditions trials without a rate
     * @param testRows digits of the test set, from the first
     */
    static void measure(
            Lab lab, Outcome outcome, String description, Map<String, Trial> conditions, double[] rates, int testRows) {
        List<Trial> trials = new ArrayList<>();
        conditions.values().forEach(trial -> Arrays.stream(rates).forEach(rate -> trials.add(trial.withRate(rate))));
        List<double[]> accuracies = lab.each(description, trials, (trial, samples) -> {
            LocalTraining training = trial.start(samples);
            training.steps(trial.steps());
            return new double[] {PERCENT * training.accuracy(samples.test(), testRows)};
        });
        int at = 0;
        for (String condition : conditions.keySet()) {
            double[] byRate = new double[rates.length];
            for (int r = 0; r < rates.length; r++) {
                byRate[r] = accuracies.get(at++)[0];
            }
            outcome.put(condition, byRate);
        }
    }

    /** At the best of the rates, in percent. */
    static double best(Outcome outcome, String condition) {
        return Arrays.stream(outcome.get(condition)).max().orElseThrow();
    }
}
