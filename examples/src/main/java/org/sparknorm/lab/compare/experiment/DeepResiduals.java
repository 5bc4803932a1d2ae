package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sparknorm.lab.compare.trial.Accuracy;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.LocalTraining;
import org.sparknorm.lab.compare.trial.Samples;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Effect;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.compare.verdict.Verdict;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.network.NormKind;

/** Residual stacks of 10 to 200 layers with the norm before the branch and after the sum. */
final class DeepResiduals implements Experiment {

    static final double[] DEPTHS = {10, 30, 100, 200};
    /** Place of 100 layers in DEPTHS. */
    private static final int JUDGED = 2;

    private static final double[] RATES = {0.001, 0.01, 0.1};
    static final List<NormKind> NORMS = List.of(NormKind.LAYER, NormKind.BATCH);
    private static final int BATCH = 64;
    private static final int WIDTH = 32;
    private static final double PERCENT = 100;

    /** Training accuracy, in percent, above which a network has learnt. */
    private static final double LEARNT = 50;

    /** Where the norm stands. */
    enum Place {
        BEFORE("before the branch"),
        AFTER("after the sum");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        String network(int depth) {
            String dense = "dense " + WIDTH;
            return this == BEFORE
                    ? dense + ", " + depth + " x residual(norm, " + dense + ", relu), norm, dense 10"
                    : dense + ", " + depth + " x (residual(" + dense + ", relu), norm), dense 10";
        }
    }

    @Override
    public String id() {
        return "depth";
    }

    @Override
    public String title() {
        return "Residual stacks: the norm before the branch and after the sum";
    }

    @Override
    public String text() {
        return "Stacks of 10, 30, 100 and 200 residual layers of " + WIDTH
                + " units, with the norm before the branch (and once"
                + " at the end) or after each sum: the same layers, rows and steps of plain SGD without warm-up,"
                + " each at the"
                + " best of the rates 0.001, 0.01 and 0.1; with layer norm, for which the claim is made, and with batch"
                + " norm. Accuracy is that on the last fifth of the batches while training. A stack has learnt at "
                + (int) LEARNT
                + " % (guessing gives 10). The claim holds if at 100 layers the stack with the norm before the"
                + " branch learns and the other does not. It comes from Transformers: there are no attention layers"
                + " here, and"
                + " only a few hundred steps.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int steps = lab.choose(60, 200);
        List<Trial> trials = new ArrayList<>();
        for (NormKind norm : NORMS) {
            for (Place place : Place.values()) {
                for (double depth : DEPTHS) {
                    for (double rate : RATES) {
                        trials.add(Trial.of(place.network((int) depth), norm, BATCH, lab.rows(), seed)
                                .withRate(rate)
                                .withSteps(steps));
                    }
                }
            }
        }
        List<double[]> results = lab.each("residual stacks", trials, DeepResiduals::train);
        Outcome outcome = new Outcome();
        int at = 0;
        for (NormKind norm : NORMS) {
            for (Place place : Place.values()) {
                double[] best = new double[DEPTHS.length];
                for (int d = 0; d < DEPTHS.length; d++, at += RATES.length) {
                    List<double[]> byRate = results.subList(at, at + RATES.length);
                    best[d] = PERCENT
                            * byRate.stream()
                                    .mapToDouble(result -> result[0])
                                    .max()
                                    .orElseThrow();
                    double[] first = byRate.get(0);
                    outcome.put(
                            "gradients " + name(norm, place) + ", " + (int) DEPTHS[d],
                            Arrays.copyOfRange(first, 1, first.length));
                }
                outcome.put("accuracy " + name(norm, place), best);
            }
        }
        return outcome;
    }

    /**
     * Returns the accuracy of the last fifth of the steps; then the norm of the first step's gradient of each residual
     * layer.
     */
    private static double[] train(Trial trial, Samples samples) {
        LocalTraining training = trial.start(samples);
        boolean finite = training.step();
        double[] gradients = training.gradientNorms().entrySet().stream()
                .filter(layer -> layer.getKey().endsWith("dense " + WIDTH))
                .skip(1)
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        int from = trial.steps() - trial.steps() / 5;
        double sum = 0;
        for (int step = 1; step < trial.steps() && finite; step++) {
            finite = training.step();
            sum += step >= from ? training.batchAccuracy() : 0;
        }
        double[] result = new double[1 + gradients.length];
        result[0] = finite ? sum / (trial.steps() - from) : Accuracy.GUESSING;
        System.arraycopy(gradients, 0, result, 1, gradients.length);
        return result;
    }

    static String name(NormKind norm, Place place) {
        return norm.name().toLowerCase(Locale.ROOT) + " norm " + place.text;
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return NORMS.stream().map(norm -> finding(outcomes, norm)).toList();
    }

    private static Finding finding(Outcomes outcomes, NormKind norm) {
        Effect before = outcomes.effect(outcome -> accuracy(outcome, norm, Place.BEFORE));
        Effect after = outcomes.effect(outcome -> accuracy(outcome, norm, Place.AFTER));
        Claimed learns = Claimed.atLeast(LEARNT, PERCENT * Accuracy.GUESSING);
        Claimed doesNot = Claimed.atMost(LEARNT);
        Effect difference = outcomes.effect(
                outcome -> accuracy(outcome, norm, Place.BEFORE) - accuracy(outcome, norm, Place.AFTER));
        return Finding.of(
                "pre-norm-" + norm.name().toLowerCase(Locale.ROOT),
                "Norm before the branch trains 100 residual layers, norm after it does not ("
                        + norm.name().toLowerCase(Locale.ROOT) + " norm)",
                new Claimed(LEARNT, LEARNT, 0, "only before"),
                difference,
                "points",
                Verdict.all(List.of(Verdict.of(before, learns), Verdict.of(after, doesNot))),
                String.format(
                        Locale.ROOT,
                        "training accuracy %.1f %% with the norm before the branch, %.1f %% with the norm after the"
                                + " sum; the first step's gradient"
                                + " in the first layer is %.2g and %.2g times that in the last",
                        before.mean(),
                        after.mean(),
                        outcomes.ratio(outcome -> firstToLast(outcome, norm, Place.BEFORE))
                                .mean(),
                        outcomes.ratio(outcome -> firstToLast(outcome, norm, Place.AFTER))
                                .mean()));
    }

    /** Training accuracy of the stack of 100, in percent, by norm and place. */
    static Map<String, ToDoubleFunction<Outcome>> accuracies() {
        Map<String, ToDoubleFunction<Outcome>> accuracies = new LinkedHashMap<>();
        for (NormKind norm : NORMS) {
            for (Place place : Place.values()) {
                accuracies.put(name(norm, place), outcome -> accuracy(outcome, norm, place));
            }
        }
        return accuracies;
    }

    private static double accuracy(Outcome outcome, NormKind norm, Place place) {
        return outcome.get("accuracy " + name(norm, place))[JUDGED];
    }

    private static double firstToLast(Outcome outcome, NormKind norm, Place place) {
        double[] gradients = gradients(outcome, norm, place);
        return gradients[0] / gradients[gradients.length - 1];
    }

    static double[] gradients(Outcome outcome, NormKind norm, Place place) {
        return outcome.get("gradients " + name(norm, place) + ", " + (int) DEPTHS[JUDGED]);
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        DepthCharts.draw(page, outcomes);
    }
}
