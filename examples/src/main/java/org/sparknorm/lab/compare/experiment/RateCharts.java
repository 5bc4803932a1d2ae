package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sparknorm.lab.compare.trial.LossCurve;
import org.sparknorm.lab.compare.verdict.Effect;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.lab.report.Series.Point;
import org.sparknorm.network.NormKind;

/** The curves of {@link RateSweep}. */
final class RateCharts {

    /** The end of the axis: what is beyond is drawn there. */
    private static final double HIGHEST = 20;

    private RateCharts() {}

    static void draw(HtmlReport page, Outcomes outcomes) {
        for (int n = 0; n < RateSweep.DEPTHS.size(); n++) {
            int network = n;
            page.figure(
                    "Left: training loss (mean of " + LossCurve.WINDOW
                            + " steps, first seed) of each side at three rates. Right: steps"
                            + " to a loss of " + RateSweep.TARGET
                            + " by rate, mean and range over the seeds; a line ends where a"
                            + " seed does not reach the loss any more. Without norm training breaks beyond rate "
                            + range(outcomes, network, NormKind.NONE) + ", with batch norm beyond "
                            + range(outcomes, network, NormKind.BATCH) + ".",
                    300,
                    List.of(
                            new LineChart(
                                    "Loss by step, " + RateSweep.DEPTHS.get(network),
                                    Axis.linear("step"),
                                    Axis.logarithmic("training loss"),
                                    losses(outcomes.first(), network)),
                            new LineChart(
                                    "Steps to loss " + RateSweep.TARGET + ", " + RateSweep.DEPTHS.get(network),
                                    Axis.logarithmic("learning rate")
                                            .from(RateSweep.RATES[0], RateSweep.RATES[RateSweep.RATES.length - 1]),
                                    Axis.logarithmic("steps"),
                                    RateSweep.NORMS.stream()
                                            .map(norm ->
                                                    Series.line(RateSweep.text(norm), reached(outcomes, network, norm)))
                                            .toList())));
        }
    }

    private static String range(Outcomes outcomes, int network, NormKind norm) {
        Effect largest = outcomes.effect(outcome -> RateSweep.largest(outcome, network, norm));
        return largest.least() == largest.most()
                ? String.format(Locale.ROOT, "%.2g", largest.least())
                : String.format(Locale.ROOT, "%.2g to %.2g", largest.least(), largest.most());
    }

    private static List<Series> losses(Outcome outcome, int network) {
        List<Series> all = new ArrayList<>();
        for (NormKind norm : RateSweep.NORMS) {
            for (int r : RateSweep.DRAWN) {
                double[] losses = outcome.get("loss " + RateSweep.name(network, norm) + " " + r);
                List<Point> points = IntStream.range(0, losses.length)
                        .filter(i -> i % 2 == 0)
                        .mapToObj(i -> Point.of(
                                LossCurve.WINDOW + i * (double) RateSweep.DRAWN_STEPS, Math.min(losses[i], HIGHEST)))
                        .toList();
                String name = RateSweep.text(norm) + String.format(Locale.ROOT, ", rate %.2g", RateSweep.RATES[r]);
                if (!points.isEmpty()) {
                    all.add(norm == NormKind.NONE ? Series.dashed(name, points) : Series.line(name, points));
                }
            }
        }
        return all;
    }

    private static List<Point> reached(Outcomes outcomes, int network, NormKind norm) {
        String name = "steps " + RateSweep.name(network, norm);
        List<Point> points = new ArrayList<>();
        List<Point> all = outcomes.points(RateSweep.RATES, name);
        for (int r = 0; r < RateSweep.RATES.length; r++) {
            int rate = r;
            if (outcomes.all(outcome -> outcome.get(name)[rate] > 0)) {
                points.add(all.get(r));
            }
        }
        return points;
    }
}
