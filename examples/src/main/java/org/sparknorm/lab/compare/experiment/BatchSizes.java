package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.network.NormKind;

/** One network under every norm, over batch sizes, with one worker and with four. */
abstract class BatchSizes implements Experiment {

    private static final int WORKERS = 4;

    /** Least number of rows that a worker can take batch statistics over. */
    private final int least;

    private final String network;
    private final double[] sizes;
    private final List<NormKind> norms;
    private final AccuracyGrid grid;

    BatchSizes(String network, AccuracyGrid grid, double[] sizes, int least, List<NormKind> norms) {
        this.network = network;
        this.grid = grid;
        this.sizes = sizes;
        this.least = least;
        this.norms = norms;
    }

    /** Returns the number of rows of an epoch; the largest batch divides it. */
    abstract int rows(Lab lab);

    /** Trainings at each rate. */
    int trainings(int batch) {
        return 1;
    }

    @Override
    public final Outcome measure(Lab lab, long seed) {
        Map<String, Trial> conditions = new LinkedHashMap<>();
        for (double size : sizes) {
            int batch = (int) size;
            for (NormKind norm : norms) {
                if (!norm.isBatch() || batch >= least) {
                    conditions.put(name(norm, batch), Trial.of(network, norm, batch, rows(lab), seed));
                }
            }
            if (batch >= WORKERS * least) {
                conditions.put(
                        ownName(batch),
                        Trial.of(network, NormKind.BATCH, batch, rows(lab), seed)
                                .withWorkers(WORKERS));
            }
        }
        Outcome outcome = new Outcome();
        grid.measure(lab, outcome, id(), conditions, trial -> trainings(trial.batch()));
        return outcome;
    }

    static String name(NormKind norm, int batch) {
        return norm + ", batch of " + batch;
    }

    /** Four workers with a quarter of the batch each, and statistics of their own. */
    static String ownName(int batch) {
        return "own statistics of four, batch of " + batch;
    }

    /** Returns the accuracy at the best rate, in percent. */
    static ToDoubleFunction<Outcome> accuracy(Outcomes outcomes, NormKind norm, int batch) {
        return AccuracyGrid.atBestRate(outcomes, name(norm, batch));
    }

    static String percents(Outcomes outcomes, NormKind a, int batch, NormKind b, int otherBatch) {
        return String.format(
                Locale.ROOT,
                "%.2f and %.2f %%",
                outcomes.mean(accuracy(outcomes, a, batch)),
                outcomes.mean(accuracy(outcomes, b, otherBatch)));
    }

    @Override
    public final void draw(HtmlReport page, Outcomes outcomes) {
        List<Series> series = new ArrayList<>();
        for (NormKind norm : norms) {
            series.add(Series.line(
                    norm.name().toLowerCase(Locale.ROOT),
                    Arrays.stream(sizes)
                            .filter(size -> !norm.isBatch() || size >= least)
                            .mapToObj(size -> AccuracyGrid.point(size, outcomes, name(norm, (int) size)))
                            .toList()));
        }
        series.add(Series.dashed(
                "batch, own statistics of four workers",
                Arrays.stream(sizes)
                        .filter(size -> size >= WORKERS * least)
                        .mapToObj(size -> AccuracyGrid.point(size, outcomes, ownName((int) size)))
                        .toList()));
        page.figure(
                "Test accuracy by rows of a batch after the same number of rows learnt from, each at the best rate:"
                        + " mean and range over the seeds.",
                300,
                List.of(new LineChart(
                        "Accuracy by batch size: " + network,
                        Axis.logarithmic("rows of a batch").from(1, sizes[sizes.length - 1]),
                        Axis.linear("test accuracy, %"),
                        series)));
    }
}
