package org.sparknorm.lab.compare.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.core.Norms;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Sequences;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;

/** Rows of different lengths in one batch: what padding does to batch statistics, and what to row norms. */
final class Padding implements Experiment {

    private static final double EPSILON = 1e-5;

    /** Share of padding, in percent. */
    private static final double[] SHARES = {0, 10, 25, 50, 75};

    private static final int JUDGED = 3;

    static final String BATCH = "batch norm";
    static final String LAYER = "layer norm";
    static final String LAYER_PADDED = "layer norm over padded rows";
    private static final String RMS = "RMS norm";

    /** Standard deviations of change that count as corrupted. */
    private static final double CORRUPTED = 0.1;

    @Override
    public String id() {
        return "padding";
    }

    @Override
    public String title() {
        return "Rows of variable length";
    }

    @Override
    public String text() {
        return "Digits as sequences of up to 28 lines of 28 values, cut to random lengths and padded with zeros to"
                + " the longest:"
                + " the change that padding makes to the normalized values of the real lines, as a root mean square in"
                + " standard deviations. Batch norm takes one mean and variance of each of the 28 channels over rows"
                + " and"
                + " lines, the padding among them; it is compared with statistics of the real lines alone. Layer and"
                + " RMS norm"
                + " run as pipeline stages on rows of different lengths, each compared with the same row by itself;"
                + " and once"
                + " on the padded rows, as a program would that keeps rectangles. The verdict is given at 50 % padding;"
                + " a change of at least " + CORRUPTED + " counts as corrupted. How much a recurrent network or a"
                + " Transformer suffers from it is not measured here.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        double[] batch = new double[SHARES.length];
        double[] layer = new double[SHARES.length];
        double[] rms = new double[SHARES.length];
        double[] paddedLayer = new double[SHARES.length];
        for (int s = 0; s < SHARES.length; s++) {
            Sequences rows = Sequences.draw(lab.samples(), seed, SHARES[s]);
            double[] padded = rows.padded();
            double[] real = rows.lines();
            int lines = padded.length / Sequences.CHANNELS;
            batch[s] = change(
                    rows.withoutPadding(Norms.batchNorm(padded, lines, Sequences.CHANNELS, null, null, EPSILON)),
                    Norms.batchNorm(real, real.length / Sequences.CHANNELS, Sequences.CHANNELS, null, null, EPSILON));
            double[] layerAlone = rows.alone(row -> Norms.layerNorm(row, 1, null, null, EPSILON));
            layer[s] = change(
                    staged(
                            rows,
                            new LayerNorm().setInputCol("x").setOutputCol("y").setEpsilon(EPSILON)),
                    layerAlone);
            rms[s] = change(
                    staged(
                            rows,
                            new RMSNorm().setInputCol("x").setOutputCol("y").setEpsilon(EPSILON)),
                    rows.alone(row -> Norms.rmsNorm(row, 1, null, EPSILON)));
            paddedLayer[s] = change(
                    rows.withoutPadding(Norms.layerNorm(padded, Sequences.ROWS, null, null, EPSILON)), layerAlone);
        }
        return new Outcome().put(BATCH, batch).put(LAYER, layer).put(RMS, rms).put(LAYER_PADDED, paddedLayer);
    }

    /** Through a pipeline stage, as rows of different lengths in one column. */
    private static double[] staged(Sequences rows, Transformer stage) {
        SparkSession spark = SparkSession.active();
        List<Row> table = Arrays.stream(rows.real())
                .map(row -> RowFactory.create(Vectors.dense(row)))
                .toList();
        Dataset<Row> data = spark.createDataFrame(table, new StructType().add("x", SQLDataTypes.VectorType()));
        return stage.transform(data).select("y").collectAsList().stream()
                .flatMapToDouble(row -> Arrays.stream(((Vector) row.get(0)).toArray()))
                .toArray();
    }

    /** Returns the root mean square of the difference. */
    private static double change(double[] a, double[] b) {
        double squares = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum();
        return Math.sqrt(squares / a.length);
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return List.of(
                finding(
                        outcomes,
                        "padding-batch",
                        "Padding corrupts batch statistics",
                        Claimed.atLeast(CORRUPTED, 0),
                        BATCH),
                finding(
                        outcomes,
                        "padding-layer",
                        "Padding leaves layer norm alone (rows of their own lengths)",
                        Claimed.same(1e-12),
                        LAYER),
                finding(
                        outcomes,
                        "padding-rms",
                        "Padding leaves RMS norm alone (rows of their own lengths)",
                        Claimed.same(1e-12),
                        RMS),
                finding(
                        outcomes,
                        "padding-layer-padded",
                        "Padding leaves layer norm alone (over the padded rows)",
                        Claimed.same(CORRUPTED),
                        LAYER_PADDED));
    }

    private static Finding finding(Outcomes outcomes, String id, String claim, Claimed claimed, String name) {
        return Finding.of(
                id,
                claim,
                claimed,
                outcomes.effect(outcome -> atHalf(outcome, name)),
                "std dev",
                String.format(
                        Locale.ROOT,
                        "root mean square change of the real values at 50 %% padding; %.3f at 10 %% padding",
                        outcomes.mean(outcome -> outcome.get(name)[1])));
    }

    /** Returns the change at half of padding, in standard deviations. */
    static double atHalf(Outcome outcome, String norm) {
        return outcome.get(norm)[JUDGED];
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Change of the normalized real values by the share of padding: mean and range over the seeds.",
                280,
                List.of(new LineChart(
                        "What padding changes",
                        Axis.linear("padding, % of all lines"),
                        Axis.linear("change, standard deviations"),
                        List.of(BATCH, LAYER_PADDED, LAYER, RMS).stream()
                                .map(name -> Series.line(name, outcomes.points(SHARES, name)))
                                .toList())));
    }
}
