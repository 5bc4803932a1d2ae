package org.sparknorm.lab.compare.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.RunningTraining;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.network.NormKind;

/** Evaluating with running statistics of several momenta, with the batch's own, and with recalibrated ones. */
final class RunningAverages implements Experiment {

    private static final String NETWORK = "dense 128, norm, relu, dense 64, norm, relu, dense 10";
    private static final double[] MOMENTA = {0.001, 0.01, 0.1, 0.3, 0.9, 1};

    /** Places in MOMENTA. */
    private static final int SLOW = 0;

    private static final int USUAL = 2;
    private static final int FAST = 4;
    private static final int BATCH = 32;
    private static final double[] RATES = {0.1, 1};
    private static final int TRAININGS = 3;
    private static final double PERCENT = 100;

    @Override
    public String id() {
        return "running-statistics";
    }

    @Override
    public String title() {
        return "Evaluating with running statistics";
    }

    @Override
    public String text() {
        return TRAININGS + " trainings with batch norm a seed, in batches of " + BATCH
                + " rows at a constant rate; along with each, running statistics of six"
                + " momenta (the weight of the new batch; momentum changes nothing else). Test digits are"
                + " evaluated with each, with statistics of their own batches of " + BATCH
                + " as in training, and with the"
                + " exact statistics of all training rows that recalibrate takes in one pass: " + RunningTraining.TIMES
                + " times towards the end, every " + RunningTraining.EVERY
                + " steps, since running statistics that follow"
                + " the last batch change with it; the figure of a seed is the mean of all. Momentum counts as off at"
                + " 0.001 (running statistics have not arrived by the end of training) and at 0.9 (they are those of"
                + " the"
                + " last batch, nearly). The verdict is given at rate " + RATES[0]
                + ". How much is lost at a low momentum"
                + " follows from the number of steps: a longer training would arrive.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int rows = lab.choose(200, 600) * BATCH;
        Outcome outcome = new Outcome();
        for (double rate : RATES) {
            Trial trial = Trial.of(NETWORK, NormKind.BATCH, BATCH, rows, seed).withRate(rate);
            double[][] trainings = IntStream.range(0, TRAININGS)
                    .parallel()
                    .mapToObj(i -> new RunningTraining(lab, trial.again(i), MOMENTA).accuracies())
                    .toArray(double[][]::new);
            double[] mean = IntStream.range(0, MOMENTA.length + 2)
                    .mapToDouble(i -> PERCENT
                            * Arrays.stream(trainings)
                                    .mapToDouble(training -> training[i])
                                    .average()
                                    .orElseThrow())
                    .toArray();
            outcome.put("running, rate " + rate, Arrays.copyOf(mean, MOMENTA.length))
                    .put("own batches, rate " + rate, mean[MOMENTA.length])
                    .put("recalibrated, rate " + rate, mean[MOMENTA.length + 1]);
        }
        return outcome;
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return List.of(
                lost(outcomes, "running-slow", SLOW, false),
                lost(outcomes, "running-fast", FAST, false),
                lost(outcomes, "running-slow-exact", SLOW, true),
                lost(outcomes, "running-fast-exact", FAST, true),
                closed(outcomes));
    }

    /**
     * @param exact against statistics of all training rows; otherwise against those of the batch at hand, as in
     *     training
     */
    private static Finding lost(Outcomes outcomes, String id, int momentum, boolean exact) {
        String training = exact ? "exact statistics of the training set" : "statistics of the batch, as in training";
        ToDoubleFunction<Outcome> accuracy = exact ? RunningAverages::recalibrated : RunningAverages::own;
        return Finding.of(
                id,
                "Momentum off (" + MOMENTA[momentum] + ") loses 0.5 to 2 % against "
                        + (exact ? "exact statistics" : "the batch's statistics"),
                Claimed.between(0.5, 2, 0),
                outcomes.effect(outcome -> accuracy.applyAsDouble(outcome) - running(outcome, momentum)),
                "points",
                String.format(
                        Locale.ROOT,
                        "test accuracy lost from %s to running statistics: %.2f to %.2f %%; running ones of momentum"
                                + " 0.1"
                                + " give %.2f %%",
                        training,
                        outcomes.mean(accuracy),
                        outcomes.mean(outcome -> running(outcome, momentum)),
                        outcomes.mean(outcome -> running(outcome, USUAL))));
    }

    private static Finding closed(Outcomes outcomes) {
        return Finding.of(
                "recalibration-closes",
                "Recalibration closes the gap",
                Claimed.atMost(0.5),
                outcomes.effect(outcome -> own(outcome) - recalibrated(outcome)),
                "points",
                String.format(
                        Locale.ROOT,
                        "test accuracy lost from statistics of the batch to recalibrated ones: %.2f to %.2f %%;"
                                + " closed means that less is"
                                + " left than the least loss claimed",
                        outcomes.mean(RunningAverages::own),
                        outcomes.mean(RunningAverages::recalibrated)));
    }

    private static double own(Outcome outcome) {
        return outcome.get("own batches, rate " + RATES[0])[0];
    }

    private static double recalibrated(Outcome outcome) {
        return outcome.get("recalibrated, rate " + RATES[0])[0];
    }

    private static double running(Outcome outcome, int momentum) {
        return outcome.get("running, rate " + RATES[0])[momentum];
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Test accuracy by momentum of the running statistics, after the same training: mean and range over the"
                        + " seeds. Dashed: statistics of the test batches themselves, and recalibrated ones.",
                280,
                Arrays.stream(RATES)
                        .mapToObj(rate -> new LineChart(
                                "Accuracy by momentum, rate " + rate,
                                Axis.logarithmic("momentum: weight of the new batch"),
                                Axis.linear("test accuracy, %"),
                                List.of(
                                        Series.line("running", outcomes.points(MOMENTA, "running, rate " + rate)),
                                        level(outcomes, "own batches", rate),
                                        level(outcomes, "recalibrated", rate))))
                        .toList());
    }

    private static Series level(Outcomes outcomes, String name, double rate) {
        double level = outcomes.mean(outcome -> outcome.get(name + ", rate " + rate)[0]);
        return Series.reference(
                name,
                Arrays.stream(MOMENTA)
                        .mapToObj(momentum -> Series.Point.of(momentum, level))
                        .toList());
    }
}
