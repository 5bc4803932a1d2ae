package org.sparknorm.lab.compare.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Series.Point;

/**
 * Trainings under several conditions, each of them at several rates, so that each condition is judged at the rate that
 * suits it best. That rate is chosen for all seeds at once, by digits that are neither learnt from nor judged by: the
 * best of what is judged would be the luckiest, too. Rates fall to 0 over a training.
 */
public final class AccuracyGrid {

    private static final int BATCH_OF_RATES = 32;
    private static final double PERCENT = 100;

    private final double[] rates;

    /** @param rates learning rates for batches of 32; for others in proportion to the square root of the batch */
    public AccuracyGrid(double... rates) {
        this.rates = rates;
    }

    /** Returns the words in which experiments tell of the rates. */
    public String text() {
        return "at the best of several rates, which fall to 0 over the training along half a cosine: "
                + Arrays.stream(rates).mapToObj(Double::toString).collect(Collectors.joining(", "))
                + " for batches of 32, for others in proportion to the square root of the batch (chosen for all"
                + " seeds at"
                + " once by digits that are neither learnt from nor tested on)";
    }

    /** Trains all once, see {@link #measure(Lab, Outcome, String, Map, ToIntFunction)}. */
    public void measure(Lab lab, Outcome outcome, String description, Map<String, Trial> conditions) {
        measure(lab, outcome, description, conditions, trial -> 1);
    }

    /**
     * Trains all, in one Spark job, and puts accuracies by rate, in percent: on test digits under each condition's
     * name, and on those to choose a rate by.
     *
     * @param conditions trials without a rate
     * @param trainings repetitions of a condition, at each rate, of which the means are put
     */
    public void measure(
            Lab lab,
            Outcome outcome,
            String description,
            Map<String, Trial> conditions,
            ToIntFunction<Trial> trainings) {
        List<Trial> trials = new ArrayList<>();
        for (Trial condition : conditions.values()) {
            double scale = Math.sqrt((double) condition.batch() / BATCH_OF_RATES);
            for (double rate : rates) {
                for (int i = 0; i < trainings.applyAsInt(condition); i++) {
                    trials.add(condition.withFallingRate(scale * rate).again(i));
                }
            }
        }
        int[] testRows = lab.testRows();
        int validationRows = lab.validationRows();
        Iterator<double[]> accuracies = lab.each(description, trials, (trial, samples) -> {
                    LocalTraining training = trial.start(samples);
                    training.steps(trial.steps());
                    return new double[] {
                        PERCENT * training.accuracy(samples.test(), testRows),
                        PERCENT * training.accuracy(samples.train(), trial.otherRows(samples, validationRows))
                    };
                })
                .iterator();
        conditions.forEach((name, condition) -> {
            int count = trainings.applyAsInt(condition);
            double[] test = new double[rates.length];
            double[] validation = new double[rates.length];
            for (int i = 0; i < rates.length * count; i++) {
                double[] accuracy = accuracies.next();
                test[i / count] += accuracy[0] / count;
                validation[i / count] += accuracy[1] / count;
            }
            outcome.put(name, test).put(validation(name), validation);
        });
    }

    public static String validation(String condition) {
        return "validation, " + condition;
    }

    /** Returns the test accuracy in percent at the rate with the best mean validation accuracy over the seeds. */
    public static ToDoubleFunction<Outcome> atBestRate(Outcomes outcomes, String condition) {
        String validation = validation(condition);
        int best = IntStream.range(0, outcomes.first().get(validation).length)
                .boxed()
                .max(Comparator.comparing(rate -> outcomes.mean(outcome -> outcome.get(validation)[rate])))
                .orElseThrow();
        return outcome -> outcome.get(condition)[best];
    }

    /** Returns {@link #atBestRate} over the seeds. */
    public static Point point(double x, Outcomes outcomes, String condition) {
        return Outcomes.point(x, outcomes.effect(atBestRate(outcomes, condition)));
    }
}
