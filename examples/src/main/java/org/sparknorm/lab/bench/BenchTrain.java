package org.sparknorm.lab.bench;

import static org.apache.spark.sql.functions.col;

import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.digits.DigitSets;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.report.Progress;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.lab.report.Quantiles;
import org.sparknorm.lab.report.RunFacts;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;
import org.sparknorm.train.StepReport;
import org.sparknorm.train.TrainingSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Training and its exchanges, side by side with what else there is. */
@Command(
        name = "BenchTrain",
        showDefaultValues = true,
        description =
                "Measures training beside Spark's perceptron, plain TCP, treeAggregate and PyTorch. Prints ratios;"
                        + " writes report.json and report.md.")
final class BenchTrain implements Callable<Integer> {

    private static final String NETWORK = "dense 256, norm, relu, dense 128, norm, relu, dense 10";
    private static final String TEXT = "Two executor processes of one core each train the network [784] " + NETWORK
            + " on 60,000 digits, 256 rows a batch, over the collective. A step of ours is the median of the fifth and"
            + " sixth epoch: before, the executors' JVMs still compile, on the cores that the steps need. PyTorch"
            + " runs on"
            + " its CPU, with gloo between two processes, or in one process with two threads.";

    private static final double ENOUGH = 0.965;
    private static final int BATCH = 256;
    private static final int TREE_STEPS = 20;

    /**
     * The first of {@link #EPOCHS}, in which the executors' JVMs compile: that takes half of the cores that the steps
     * need.
     */
    private static final int WARMUP_EPOCHS = 4;

    private static final int EPOCHS = 6;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            required = true,
            description = "directory of all of MNIST's IDX files")
    private String data;

    @Option(names = "--perceptron-iterations", paramLabel = "N", description = "of Spark's perceptron; 0: left out")
    private int perceptronIterations = 100;

    @Option(
            names = "--torch",
            paramLabel = "PYTHON",
            description = "interpreter with torch; not given: PyTorch is left out")
    private String torch;

    @Option(names = "--torch-script", paramLabel = "FILE", description = "what measures PyTorch")
    private java.nio.file.Path torchScript;

    @Option(names = "--output", paramLabel = "PATH", description = "where report.json goes; any Hadoop path")
    private String output = "reports/bench-train";

    private final List<Comparison> results = new ArrayList<>();

    /** The seconds to the first epoch whose model is good enough. */
    private double ourSeconds = Double.NaN;

    public static void main(String[] args) {
        JobCommand.run(new BenchTrain(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSession.builder().appName("BenchTrain").getOrCreate()) {
            DigitSets digits = DigitSets.load(spark, data);
            digits.train().persist().count();
            digits.test().persist().count();
            run(spark, digits);
            BenchReport.Section section = new BenchReport.Section("A step and its exchanges", TEXT, results);
            Map<String, String> facts = RunFacts.of("scripts/bench-train");
            facts.put("Master", spark.sparkContext().master());
            facts.put("Matrix products by", BLAS.getInstance().getClass().getSimpleName());
            System.out.print(section.table());
            Publication.write(
                    new Path(output),
                    new BenchReport("Training benchmarks", facts, List.of(section)).files(),
                    spark.sparkContext().hadoopConfiguration());
        }
        return 0;
    }

    private void run(SparkSession spark, DigitSets digits) throws IOException {
        try (Progress progress = new Progress("BenchTrain", 5)) {
            progress.begin("train");
            NeuralNetClassificationModel model = secondsTo(digits);
            progress.begin("exchanges");
            List<ExchangeBench.Result> exchanges =
                    ExchangeBench.run(JavaSparkContext.fromSparkContext(spark.sparkContext()));
            exchanges.forEach(exchange -> add(
                    "collective, " + exchange.size(), "TCP round trip", exchange.collective(), exchange.tcp(), "ms"));
            progress.begin("both ways to synchronize");
            synchronizing(digits, model.summary());
            progress.begin("PyTorch" + (torch == null ? ": left out" : ""));
            if (torch != null) {
                compareWithTorch(exchanges, model.summary());
            }
            progress.begin("Spark's perceptron" + (perceptronIterations == 0 ? ": left out" : ""));
            if (perceptronIterations > 0) {
                perceptron(digits);
            }
        }
    }

    /** Trains; testing does not count. */
    private NeuralNetClassificationModel secondsTo(DigitSets digits) {
        long begun = System.nanoTime();
        long[] testing = {0};
        return classifier("collective").setMaxIter(EPOCHS).fit(digits.train(), (epoch, moving) -> {
            long now = System.nanoTime();
            if (Double.isNaN(ourSeconds) && DigitSets.accuracy(moving, digits.test()) >= ENOUGH) {
                ourSeconds = (now - begun - testing[0]) / 1e9;
            }
            testing[0] += System.nanoTime() - now;
        });
    }

    private void perceptron(DigitSets digits) {
        long begun = System.nanoTime();
        MultilayerPerceptronClassificationModel model = new MultilayerPerceptronClassifier()
                .setLayers(new int[] {784, 256, 128, 10})
                .setMaxIter(perceptronIterations)
                .setSeed(1)
                .fit(digits.train());
        double seconds = (System.nanoTime() - begun) / 1e9;
        Dataset<Row> predicted = model.transform(digits.test());
        double accuracy = (double) predicted
                        .filter(col("prediction").equalTo(col("label")))
                        .count()
                / digits.test().count();
        String reached = accuracy >= ENOUGH ? "" : String.format(Locale.ROOT, " (it came to %.1f %%)", 100 * accuracy);
        add("time to 96.5 %", "MultilayerPerceptronClassifier" + reached, ourSeconds, seconds, "s");
    }

    /** The executors are warm from the training of the collective. */
    private void synchronizing(DigitSets digits, TrainingSummary collective) {
        Dataset<Row> some = digits.train().limit(TREE_STEPS * BATCH).persist();
        some.count();
        List<StepReport> tree =
                after(1, classifier("treeAggregate").setMaxIter(2).fit(some).summary());
        some.unpersist();
        List<StepReport> ours = after(WARMUP_EPOCHS, collective);
        System.out.printf(
                Locale.ROOT,
                "a step: %.3f ms computing, %.3f synchronizing, %.3f waiting%n",
                median(ours, StepReport::computingSeconds),
                median(ours, StepReport::synchronizingSeconds),
                median(ours, StepReport::waitingSeconds));
        add(
                "collective, synchronizing in a step",
                "treeAggregate",
                median(ours, StepReport::synchronizingSeconds),
                median(tree, StepReport::synchronizingSeconds),
                "ms");
        add(
                "collective, synchronizing and waiting in a step",
                "treeAggregate",
                median(ours, step -> step.synchronizingSeconds() + step.waitingSeconds()),
                median(tree, step -> step.synchronizingSeconds() + step.waitingSeconds()),
                "ms");
    }

    /** Leaves out what PyTorch could not measure, so that all else stays. */
    private void compareWithTorch(List<ExchangeBench.Result> exchanges, TrainingSummary summary) {
        Map<String, Double> millis;
        try {
            millis = Torch.of(torch).measure(torchScript);
        } catch (IOException e) {
            System.out.println("PyTorch is left out: " + e.getMessage());
            return;
        }
        exchanges.forEach(exchange ->
                addTorch("collective, " + exchange.size(), "gloo", exchange.collective(), millis.get(exchange.size())));
        double step = median(
                after(WARMUP_EPOCHS, summary),
                each -> each.computingSeconds() + each.synchronizingSeconds() + each.waitingSeconds());
        for (String peer : List.of("step of two processes", "step of one process")) {
            addTorch("step of two processes", "PyTorch, " + peer, step, millis.get(peer));
        }
    }

    private void addTorch(String what, String beside, double ours, Double peer) {
        if (peer == null) {
            System.out.println(what + ", " + beside + ": left out, " + torchScript + " did not measure it");
        } else {
            add(what, beside, ours, peer, "ms");
        }
    }

    private static NeuralNetClassifier classifier(String sync) {
        return new NeuralNetClassifier()
                .setInputShape(784)
                .setNetwork(NETWORK)
                .setSync(sync)
                .setNumWorkers(2)
                .setBatchSize(BATCH)
                .setSeed(1);
    }

    private static List<StepReport> after(int epochs, TrainingSummary summary) {
        return summary.steps().stream().filter(step -> step.epoch() > epochs).toList();
    }

    private static double median(List<StepReport> steps, ToDoubleFunction<StepReport> seconds) {
        return 1000 * Quantiles.median(steps.stream().mapToDouble(seconds).toArray());
    }

    private void add(String what, String beside, double ours, double peer, String unit) {
        results.add(new Comparison(what, beside, ours, peer, unit));
    }
}
