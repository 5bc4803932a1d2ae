package org.sparknorm.lab.compare.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Effect;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.network.NormKind;

/** Batch norm and no norm on few rows: what the noise of batches does for rows never seen. */
final class SmallSets implements Experiment {

    private static final String NETWORK = "3 x (dense 100, norm, relu), dense 10";
    private static final double[] SIZES = {500, 1000, 2000};
    private static final List<NormKind> NORMS = List.of(NormKind.NONE, NormKind.BATCH);
    private static final AccuracyGrid GRID = new AccuracyGrid(0.1, 0.2, 0.4, 0.8);
    private static final int BATCH = 25;

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
                + ", with batch norm or without any norm, for the same number of passes, without weight decay or"
                + " dropout."
                + " Accuracy is that on the test digits, each " + GRID.text()
                + ". The verdict is given on 1,000 rows. Digits are easy: where there is more to"
                + " lose on few rows, a regularizer can give more.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int epochs = lab.choose(10, 30);
        Map<String, Trial> conditions = new LinkedHashMap<>();
        for (NormKind norm : NORMS) {
            for (double size : SIZES) {
                Trial once = Trial.of(NETWORK, norm, BATCH, (int) size, seed);
                conditions.put(name(norm, size), once.withSteps(epochs * once.steps()));
            }
        }
        Outcome outcome = new Outcome();
        GRID.measure(lab, outcome, "small training sets", conditions);
        return outcome;
    }

    private static String name(NormKind norm, double size) {
        return norm + ", " + (int) size + " rows";
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        double judged = SIZES[JUDGED];
        return List.of(Finding.of(
                "batch-regularizes",
                "Batch norm regularizes: 5 to 10 % better on small training sets",
                Claimed.between(5, 10, 0),
                gain(outcomes, judged),
                "points",
                String.format(
                        Locale.ROOT,
                        "test accuracy with batch norm minus that without norm, on 1,000 rows: %.2f minus %.2f %%;"
                                + " on 500 rows %+.2f points, on 2,000 rows"
                                + " %+.2f points",
                        outcomes.mean(accuracy(outcomes, NormKind.BATCH, judged)),
                        outcomes.mean(accuracy(outcomes, NormKind.NONE, judged)),
                        gain(outcomes, SIZES[0]).mean(),
                        gain(outcomes, SIZES[2]).mean())));
    }

    private static ToDoubleFunction<Outcome> accuracy(Outcomes outcomes, NormKind norm, double size) {
        return AccuracyGrid.atBestRate(outcomes, name(norm, size));
    }

    private static Effect gain(Outcomes outcomes, double size) {
        return outcomes.difference(accuracy(outcomes, NormKind.BATCH, size), accuracy(outcomes, NormKind.NONE, size));
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Test accuracy by rows to train on: mean and range over the seeds.",
                280,
                List.of(new LineChart(
                        "Accuracy by size of the training set",
                        Axis.logarithmic("rows to train on").from(SIZES[0], SIZES[SIZES.length - 1]),
                        Axis.linear("test accuracy, %"),
                        List.of(
                                Series.line("batch norm", points(outcomes, NormKind.BATCH)),
                                Series.line("no norm", points(outcomes, NormKind.NONE))))));
    }

    private static List<Series.Point> points(Outcomes outcomes, NormKind norm) {
        return Arrays.stream(SIZES)
                .mapToObj(size -> AccuracyGrid.point(size, outcomes, name(norm, size)))
                .toList();
    }
}
