package org.sparknorm.examples.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.sparknorm.examples.report.Axis;
import org.sparknorm.examples.report.Charts;
import org.sparknorm.examples.report.HtmlReport;
import org.sparknorm.examples.report.Series;
import org.sparknorm.train.Example;
import org.sparknorm.train.NormKind;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;
import org.sparknorm.train.Variables;

/** Evaluating with running statistics of several momenta, with the batch's own, and with recalibrated ones. */
public final class RunningAverages implements Experiment {

    private static final String NETWORK = "dense 128, norm, relu, dense 64, norm, relu, dense 10";
    private static final double[] MOMENTA = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.9, 1};

    /** Places in MOMENTA. */
    private static final int SLOW = 0;

    private static final int USUAL = 4;
    private static final int FAST = 6;
    private static final int BATCH = 32;
    private static final double[] RATES = {0.1, 1};
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
        return "One training with batch norm, in batches of " + BATCH
                + " rows; along with it, running statistics of eight"
                + " momenta (the weight of the new batch; momentum changes nothing else). The test digits are then"
                + " evaluated with each, with statistics of their own batches of " + BATCH
                + " as in training, and with the"
                + " exact statistics of all training rows that recalibrate takes in one pass. Momentum counts as off at"
                + " 0.001 (running statistics have not arrived by the end of training) and at 0.9 (they are those of the"
                + " last batch, nearly). The verdict is given at rate " + RATES[0]
                + ". How much is lost at a low momentum"
                + " follows from the number of steps: a longer training would arrive.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        Outcome outcome = new Outcome();
        int testRows = lab.choose(2000, 10_000);
        int rows = lab.choose(200, 600) * BATCH;
        for (double rate : RATES) {
            Trial trial = Trial.of(NETWORK, NormKind.BATCH, BATCH, rows, seed).withRate(rate);
            measure(lab, trial, testRows, outcome);
        }
        return outcome;
    }

    private static void measure(Lab lab, Trial trial, int testRows, Outcome outcome) {
        LocalTraining training = trial.start(lab.samples());
        List<Variables> running = new ArrayList<>();
        Variables learnt = training.variables();
        for (int m = 0; m < MOMENTA.length; m++) {
            // The learnt parameters themselves, with running statistics of their own.
            Variables own = learnt.copy();
            running.add(new Variables(learnt.parameters(), own.runningMean(), own.runningVariance()));
        }
        for (int step = 0; step < trial.steps() && training.step(); step++) {
            for (int m = 0; m < MOMENTA.length; m++) {
                running.get(m).observe(training.statistics(), MOMENTA[m]);
            }
        }
        TrainingSettings settings = trial.settings();
        Pixels test = lab.samples().test();
        int[] all = IntStream.range(0, testRows).toArray();
        outcome.put(
                "running, rate " + trial.rate(),
                running.stream()
                        .mapToDouble(each -> PERCENT * Accuracy.of(settings.program(), each, test, all))
                        .toArray());
        outcome.put("own batches, rate " + trial.rate(), PERCENT * training.accuracyOfBatches(test, testRows));
        JavaRDD<Example> examples = lab.examples(trial.rows(lab.samples()));
        Trainer trainer =
                new Trainer(settings.toBuilder().sync(SyncKind.COLLECTIVE).build(), (epoch, moving) -> {});
        Variables exact = trainer.recalibrate(examples, learnt.copy());
        examples.unpersist();
        outcome.put("recalibrated, rate " + trial.rate(), PERCENT * Accuracy.of(settings.program(), exact, test, all));
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
     * @param exact against statistics of all training rows; otherwise against those of the batch at hand, as in training
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
                        "test accuracy lost from %s to running statistics: %.2f to %.2f %%; running ones of momentum 0.1"
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
                        "test accuracy lost from statistics of the batch to recalibrated ones: %.2f to %.2f %%; closed means that less is"
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
                        .mapToObj(rate -> Charts.lines(
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
