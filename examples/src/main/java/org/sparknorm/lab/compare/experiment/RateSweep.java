package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.LossCurve;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Effect;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.network.NormKind;

/** Batch norm and no norm over four decades of learning rates: steps to a loss, and where training breaks. */
public final class RateSweep implements Experiment {

    /** The network of Ioffe and Szegedy 2015, section 4.1, with relu in place of the sigmoid; and a deeper one. */
    private static final List<String> NETWORKS =
            List.of("3 x (dense 100, norm, relu), dense 10", "10 x (dense 100, norm, relu), dense 10");

    static final List<String> DEPTHS = List.of("3 hidden layers", "10 hidden layers");
    static final List<NormKind> NORMS = List.of(NormKind.NONE, NormKind.BATCH);
    private static final int BATCH = 60;
    static final double[] RATES = IntStream.rangeClosed(-4, 4)
            .mapToDouble(half -> Math.pow(10, half / 2.0))
            .toArray();

    /** Places in RATES whose losses are kept, and every which step. */
    static final int[] DRAWN = {2, 4, 5};

    static final int DRAWN_STEPS = 5;

    static final double TARGET = 0.5;

    /** The loss of a network that says nothing: of ten classes. */
    private static final double GUESSING = Math.log(10);

    @Override
    public String id() {
        return "rates";
    }

    @Override
    public String title() {
        return "Steps to a loss, and the learning rates that training bears";
    }

    @Override
    public String text() {
        return "The same dense network, rows, order of rows, initial weights (He) and steps of plain SGD; with batch"
                + " norm"
                + " before each relu, or without any norm. Each side is trained at 9 learning rates from 0.01 to"
                + " 100, and"
                + " counts at the rate that suits it best. Steps are counted to the first " + LossCurve.WINDOW
                + " on end whose mean"
                + " training loss is at most " + TARGET
                + ". A rate breaks training if the loss becomes infinite, or is no"
                + " better than guessing in the end. The claim comes from large convolutional networks on ImageNet,"
                + " where"
                + " the first, untuned rate is part of the comparison: a small network with good initial weights leaves"
                + " less to repair.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int steps = lab.choose(200, 500);
        List<Trial> trials = new ArrayList<>();
        for (String network : NETWORKS) {
            for (NormKind norm : NORMS) {
                for (double rate : RATES) {
                    trials.add(Trial.of(network, norm, BATCH, lab.rows(), seed)
                            .withRate(rate)
                            .withSteps(steps));
                }
            }
        }
        List<LossCurve> curves =
                lab
                        .each(
                                "steps to a loss",
                                trials,
                                (trial, samples) -> trial.start(samples).steps(trial.steps()))
                        .stream()
                        .map(LossCurve::new)
                        .toList();
        Outcome outcome = new Outcome();
        for (int i = 0; i < NETWORKS.size() * NORMS.size(); i++) {
            List<LossCurve> byRate = curves.subList(i * RATES.length, (i + 1) * RATES.length);
            String name = name(i / NORMS.size(), NORMS.get(i % NORMS.size()));
            outcome.put(
                    "steps " + name,
                    byRate.stream().mapToDouble(curve -> curve.stepsTo(TARGET)).toArray());
            outcome.put(
                    "broken " + name,
                    byRate.stream()
                            .mapToDouble(curve -> curve.isBroken(steps, GUESSING) ? 1 : 0)
                            .toArray());
            for (int r : DRAWN) {
                outcome.put("loss " + name + " " + r, byRate.get(r).thinned(DRAWN_STEPS));
            }
        }
        return outcome;
    }

    static String name(int network, NormKind norm) {
        return DEPTHS.get(network) + ", " + text(norm);
    }

    static String text(NormKind norm) {
        return norm == NormKind.NONE ? "no norm" : "batch norm";
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return List.of(
                steps("batch-steps", 0, outcomes),
                steps("batch-steps-deep", 1, outcomes),
                rates("batch-rates", 0, outcomes),
                rates("batch-rates-deep", 1, outcomes));
    }

    private static Finding steps(String id, int network, Outcomes outcomes) {
        String claim = "Batch norm reaches a given loss in 3 to 5 times fewer steps (" + DEPTHS.get(network) + ")";
        Claimed claimed = Claimed.between(3, 5, 1);
        if (!outcomes.all(outcome -> NORMS.stream().allMatch(norm -> fewest(outcome, network, norm) > 0))) {
            return Finding.notTestable(
                    id,
                    claim,
                    claimed,
                    "times",
                    "One side did not reach the loss at any rate within the steps there were");
        }
        Effect effect = outcomes.ratio(
                outcome -> fewest(outcome, network, NormKind.NONE) / fewest(outcome, network, NormKind.BATCH));
        return Finding.of(
                id,
                claim,
                claimed,
                effect,
                "times",
                String.format(
                        Locale.ROOT,
                        "steps without norm / steps with batch norm, to a loss of %.1f, each at its best rate: %.0f"
                                + " / %.0f",
                        TARGET,
                        outcomes.mean(outcome -> fewest(outcome, network, NormKind.NONE)),
                        outcomes.mean(outcome -> fewest(outcome, network, NormKind.BATCH))));
    }

    /** Over all rates; 0: at no rate. */
    private static double fewest(Outcome outcome, int network, NormKind norm) {
        return Arrays.stream(outcome.get("steps " + name(network, norm)))
                .filter(steps -> steps > 0)
                .min()
                .orElse(0);
    }

    private static Finding rates(String id, int network, Outcomes outcomes) {
        return Finding.of(
                id,
                "Batch norm tolerates larger learning rates (" + DEPTHS.get(network) + ")",
                Claimed.moreThan(1),
                outcomes.ratio(outcome ->
                        largest(outcome, network, NormKind.BATCH) / largest(outcome, network, NormKind.NONE)),
                "times",
                String.format(
                        Locale.ROOT,
                        "largest rate below the first that breaks training, with batch norm / without: %.2f / %.2f, in"
                                + " steps of a factor of 3.16 up to 100",
                        outcomes.mean(outcome -> largest(outcome, network, NormKind.BATCH)),
                        outcomes.mean(outcome -> largest(outcome, network, NormKind.NONE))));
    }

    /** Returns the largest rate below the first that breaks training. */
    static double largest(Outcome outcome, int network, NormKind norm) {
        double[] broken = outcome.get("broken " + name(network, norm));
        int first = 0;
        while (first < broken.length && broken[first] == 0) {
            first++;
        }
        return first == 0 ? RATES[0] / (RATES[1] / RATES[0]) : RATES[first - 1];
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        RateCharts.draw(page, outcomes);
    }
}
