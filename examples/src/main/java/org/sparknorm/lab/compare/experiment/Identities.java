package org.sparknorm.lab.compare.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.sparknorm.core.Norms;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Pixels;
import org.sparknorm.lab.compare.trial.Samples;
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

/** Whose output for a row depends on the rows beside it, and which norm is another in disguise: no training. */
public final class Identities implements Experiment {

    private static final String UNIT = "std dev";
    private static final double EPSILON = 1e-5;
    private static final int FEW = 8;
    private static final int MANY = 512;
    private static final int CHANNELS = 16;
    private static final int POSITIONS = 49;
    private static final double[] GROUPS = {1, 2, 4, 8, 16};
    private static final String NETWORK = "dense 256, norm, relu, dense 128, norm, relu, dense 10";

    @Override
    public String id() {
        return "identities";
    }

    @Override
    public String title() {
        return "Which norm depends on other rows, and which is another in disguise";
    }

    @Override
    public String text() {
        return "Digits as rows of " + CHANNELS + " channels of " + POSITIONS
                + " positions: the same 8 rows, alone and in a"
                + " batch of 512, through layer and through batch norm; and the same batch through group norm with"
                + " every"
                + " count of groups, through layer norm and through batch norm. Differences are root mean squares"
                + " over all"
                + " elements, in standard deviations, as the norms make them. Nothing is trained, so nothing is left"
                + " to chance but the"
                + " choice of rows: these are facts of the definitions, checked on the code.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        double[] many = rows(lab.samples(), seed, MANY);
        double[] few = Arrays.copyOf(many, FEW * CHANNELS * POSITIONS);
        double[] batch = Norms.batchNorm(many, MANY, CHANNELS, null, null, EPSILON);
        double[] layer = Norms.layerNorm(many, MANY, null, null, EPSILON);
        Outcome outcome = new Outcome()
                .put("layer, 8 and 512", difference(Norms.layerNorm(few, FEW, null, null, EPSILON), layer))
                .put("batch, 8 and 512", difference(Norms.batchNorm(few, FEW, CHANNELS, null, null, EPSILON), batch));
        double[][] groups = Arrays.stream(GROUPS)
                .mapToObj(count -> Norms.groupNorm(many, MANY, CHANNELS, (int) count, null, null, EPSILON))
                .toArray(double[][]::new);
        outcome.put("group and layer", differences(groups, layer)).put("group and batch", differences(groups, batch));
        long parameters = parameters(NormKind.NONE);
        return outcome.put("parameters of layer", parameters(NormKind.LAYER) - parameters)
                .put("parameters of rms", parameters(NormKind.RMS) - parameters);
    }

    /** Returns rows with a little noise, so that no channel of a batch is constant. */
    private static double[] rows(Samples samples, long seed, int rows) {
        int[] chosen = samples.shuffled(seed);
        Random noise = new Random(seed);
        Pixels pixels = samples.train();
        float[] row = new float[pixels.size()];
        double[] x = new double[rows * row.length];
        for (int r = 0; r < rows; r++) {
            pixels.copy(chosen[r], row, 0);
            for (int i = 0; i < row.length; i++) {
                x[r * row.length + i] = row[i] + 0.1 * noise.nextGaussian();
            }
        }
        return x;
    }

    private static double[] differences(double[][] all, double[] one) {
        return Arrays.stream(all).mapToDouble(each -> difference(each, one)).toArray();
    }

    /** Returns the root mean square, over the length of the first. */
    private static double difference(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares / a.length);
    }

    private static long parameters(NormKind norm) {
        return Trial.of(NETWORK, norm, 1, 1, 0).withRate(1).settings().program().parameterCount();
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return List.of(
                sameRow(outcomes), otherRow(outcomes), oneGroup(outcomes), manyGroups(outcomes), fewer(outcomes));
    }

    private static Finding sameRow(Outcomes outcomes) {
        return Finding.of(
                "layer-same-row",
                "Layer norm: a row has the identical output in a batch of 8 and of 512",
                Claimed.same(0),
                outcomes.effect(outcome -> outcome.get("layer, 8 and 512")[0]),
                UNIT,
                "of 8 rows alone and among 512, bit by bit");
    }

    private static Finding otherRow(Outcomes outcomes) {
        return Finding.of(
                "batch-other-row",
                "Batch norm: a row has another output in a batch of 8 than in one of 512",
                Claimed.moreThan(0),
                outcomes.effect(outcome -> outcome.get("batch, 8 and 512")[0]),
                UNIT,
                "of 8 rows alone and among 512");
    }

    private static Finding oneGroup(Outcomes outcomes) {
        return Finding.of(
                "group-one-is-layer",
                "With groups = 1, group norm is layer norm",
                Claimed.same(1e-12),
                outcomes.effect(outcome -> outcome.get("group and layer")[0]),
                UNIT,
                "without affine part; with it they differ: group norm has a gamma and beta for each channel, layer"
                        + " norm for"
                        + " each element");
    }

    private static Finding manyGroups(Outcomes outcomes) {
        return Finding.of(
                "group-never-batch",
                "No group count makes group norm batch norm",
                Claimed.moreThan(0),
                outcomes.effect(outcome ->
                        Arrays.stream(outcome.get("group and batch")).min().orElseThrow()),
                UNIT,
                "between batch norm and group norm with the closest of 1, 2, 4, 8 and 16 groups of 16 channels");
    }

    private static Finding fewer(Outcomes outcomes) {
        return Finding.of(
                "rms-parameters",
                "RMS norm holds fewer parameters than layer norm",
                Claimed.moreThan(0),
                outcomes.effect(outcome ->
                        100 * (1 - outcome.get("parameters of rms")[0] / outcome.get("parameters of layer")[0])),
                "% fewer",
                String.format(
                        Locale.ROOT,
                        "%.0f instead of %.0f, of the norms in %s: no beta",
                        outcomes.mean(outcome -> outcome.get("parameters of rms")[0]),
                        outcomes.mean(outcome -> outcome.get("parameters of layer")[0]),
                        NETWORK));
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Difference between group norm and the two others, by the number of groups of " + CHANNELS
                        + " channels.",
                260,
                List.of(new LineChart(
                        "Group norm against layer and batch norm",
                        Axis.logarithmic("groups").from(1, CHANNELS),
                        Axis.linear("difference, standard deviations"),
                        List.of(
                                Series.line("to layer norm", outcomes.points(GROUPS, "group and layer")),
                                Series.line("to batch norm", outcomes.points(GROUPS, "group and batch"))))));
    }
}
