package org.sparknorm.examples.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparknorm.examples.report.Axis;
import org.sparknorm.examples.report.Charts;
import org.sparknorm.examples.report.HtmlReport;
import org.sparknorm.examples.report.Series;
import org.sparknorm.train.NormKind;

/** Batch norm and no norm on few rows: what the noise of batches does for rows never seen. */
public final class SmallSets implements Experiment {

    private static final String NETWORK = "3 x (dense 100, norm, relu), dense 10";
    private static final double[] SIZES = {500, 1000, 2000};
    private static final double[] RATES = {0.03, 0.1, 0.3};
    private static final List<NormKind> NORMS = List.of(NormKind.NONE, NormKind.BATCH);
    private static final int BATCH = 25;
    private static final int VALIDATION = 1000;
    private static final double PERCENT = 100;

    /** The size on which the verdict is given. */
    private static final int JUDGED = 1;

    @Override
    public String id() {
        return "small-sets";
    }

    @Override
    public String title() {
        return "Small training sets";
    }

    @Override
    public String text() {
        return "The same dense network of three hidden layers, trained on 500, 1,000 or 2,000 digits in batches of "
                + BATCH
                + ", with batch norm or without any norm, for the same number of passes, without weight decay or dropout."
                + " The rate is chosen for each side, of 0.03, 0.1 and 0.3, by " + VALIDATION
                + " other digits; the accuracy"
                + " is that on the test digits. The verdict is given on 1,000 rows. Digits are easy: where there is more to"
                + " lose on few rows, a regularizer can give more.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int epochs = lab.choose(10, 30);
        int testRows = lab.choose(2000, 5000);
        List<Trial> trials = new ArrayList<>();
        for (NormKind norm : NORMS) {
            for (double size : SIZES) {
                for (double rate : RATES) {
                    Trial once = Trial.of(NETWORK, norm, BATCH, (int) size, seed);
                    trials.add(once.withRate(rate).withSteps(epochs * once.steps()));
                }
            }
        }
        List<double[]> accuracies = lab.each("small training sets", trials, (trial, samples) -> {
            LocalTraining training = trial.start(samples);
            training.steps(trial.steps());
            int[] others = samples.shuffled(trial.seed());
            int[] validation = Arrays.copyOfRange(others, trial.rows(), trial.rows() + VALIDATION);
            return new double[] {
                training.accuracy(samples.train(), validation), training.accuracy(samples.test(), testRows)
            };
        });
        Outcome outcome = new Outcome();
        int at = 0;
        for (NormKind norm : NORMS) {
            double[] bySize = new double[SIZES.length];
            for (int s = 0; s < SIZES.length; s++, at += RATES.length) {
                bySize[s] = PERCENT * chosen(accuracies.subList(at, at + RATES.length));
            }
            outcome.put(norm.name(), bySize);
        }
        return outcome;
    }

    /** Test accuracy at the rate with the best validation accuracy. */
    private static double chosen(List<double[]> byRate) {
        return byRate.stream().max((a, b) -> Double.compare(a[0], b[0])).orElseThrow()[1];
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return List.of(Finding.of(
                "batch-regularizes",
                "Batch norm regularizes: 5 to 10 % better on small training sets",
                Claimed.between(5, 10, 0),
                outcomes.effect(outcome -> gain(outcome, JUDGED)),
                "points",
                String.format(
                        Locale.ROOT,
                        "test accuracy with batch norm minus that without norm, on 1,000 rows: %.2f minus %.2f %%; on 500 rows %+.2f points, on 2,000 rows"
                                + " %+.2f points",
                        outcomes.mean(outcome -> outcome.get(NormKind.BATCH.name())[JUDGED]),
                        outcomes.mean(outcome -> outcome.get(NormKind.NONE.name())[JUDGED]),
                        outcomes.mean(outcome -> gain(outcome, 0)),
                        outcomes.mean(outcome -> gain(outcome, 2)))));
    }

    private static double gain(Outcome outcome, int size) {
        return outcome.get(NormKind.BATCH.name())[size] - outcome.get(NormKind.NONE.name())[size];
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Test accuracy by rows to train on: mean and range over the seeds.",
                280,
                List.of(Charts.lines(
                        "Accuracy by size of the training set",
                        Axis.logarithmic("rows to train on").from(SIZES[0], SIZES[SIZES.length - 1]),
                        Axis.linear("test accuracy, %"),
                        List.of(
                                Series.line("batch norm", outcomes.points(SIZES, NormKind.BATCH.name())),
                                Series.line("no norm", outcomes.points(SIZES, NormKind.NONE.name()))))));
    }
}
