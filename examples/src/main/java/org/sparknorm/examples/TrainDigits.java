package org.sparknorm.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.digits.DigitSets;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.job.TrainReport;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.StepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One network, trained on handwritten digits by all workers at once. */
@Command(
        name = "TrainDigits",
        showDefaultValues = true,
        description = "Trains a network on MNIST. Prints a line for each epoch; writes report.json.")
public final class TrainDigits implements Callable<Integer> {

    private static final int STEP_LOSSES = 20;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "directory of MNIST's IDX files, as scripts/fetch-mnist leaves them; with the t10k files alone,"
                            + " every fifth of their images tests; any Hadoop path")
    private String data = System.getProperty("spark.norm.examples.home", ".") + "/examples/data";

    @Option(names = "--network", paramLabel = "LAYERS", description = "the last has an output for each of 10 classes")
    private String network = "dense 256, norm, relu, dense 128, norm, relu, dense 10";

    @Option(names = "--norm", paramLabel = "NAME", description = "none, batch, syncBatch, layer, group or rms")
    private String norm = "syncBatch";

    @Option(names = "--groups", paramLabel = "N", description = "groups of group norm; they divide the channels")
    private int groups = 8;

    @Option(names = "--sync", paramLabel = "NAME", description = "treeAggregate or collective")
    private String sync = "collective";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "tasks that share each batch; not given: as many as Spark has cores")
    private Integer workers;

    @Option(names = "--batch-size", paramLabel = "N", description = "rows of a batch, of all workers together")
    private int batchSize = 256;

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the digits")
    private int epochs = 3;

    @Option(names = "--step-size", paramLabel = "RATE", description = "learning rate of SGD with momentum 0.9")
    private double stepSize = 0.1;

    @Option(
            names = "--warmup-steps",
            paramLabel = "N",
            description = "steps over which the rate rises; from full rate at once, some networks do not recover;"
                    + " not given: a seventh of all steps, at most 100")
    private Integer warmupSteps;

    @Option(names = "--seed", paramLabel = "N", description = "of the initial weights and of the order of digits")
    private long seed = 1;

    @Option(
            names = "--checkpoint",
            paramLabel = "PATH",
            description = "keep a checkpoint of each epoch there, and go on from the last; any Hadoop path")
    private String checkpoint;

    @Option(names = "--save-model", paramLabel = "PATH", description = "also save the trained model there")
    private String saveModel;

    @Option(names = "--output", paramLabel = "PATH", description = "where report.json goes; any Hadoop path")
    private String output = "reports/train";

    public static void main(String[] args) {
        JobCommand.run(new TrainDigits(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSession.builder().appName("TrainDigits").getOrCreate()) {
            run(spark);
        }
        return 0;
    }

    private void run(SparkSession spark) throws IOException {
        int count = workers == null ? spark.sparkContext().defaultParallelism() : workers;
        NeuralNetClassifier classifier = classifier(count);
        DigitSets digits = DigitSets.load(spark, data);
        classifier.setWarmupSteps(warmupSteps == null ? warmup(digits.train().count()) : warmupSteps);
        List<TrainReport.Epoch> done = new ArrayList<>();
        NeuralNetClassificationModel model = classifier.fit(
                digits.train(), (epoch, moving) -> done.add(tested(epoch, DigitSets.accuracy(moving, digits.test()))));
        if (saveModel != null) {
            model.write().overwrite().save(saveModel);
        }
        double accuracy = done.isEmpty()
                ? DigitSets.accuracy(model, digits.test())
                : done.get(done.size() - 1).testAccuracy();
        List<Double> losses = model.summary().steps().stream()
                .limit(STEP_LOSSES)
                .map(StepReport::loss)
                .toList();
        TrainReport report = new TrainReport(norm, sync, count, batchSize, losses, done, accuracy);
        Publication.write(
                new Path(output),
                Map.of("report.json", report.json()),
                spark.sparkContext().hadoopConfiguration());
        System.out.printf(Locale.ROOT, "Test accuracy %.4f; wrote %s/report.json%n", accuracy, output);
    }

    private int warmup(long rows) {
        long steps = epochs * ((rows + batchSize - 1) / batchSize);
        return (int) Math.min(100, steps / 7);
    }

    private NeuralNetClassifier classifier(int count) {
        NeuralNetClassifier classifier = new NeuralNetClassifier()
                .setInputShape(1, 28, 28)
                .setNetwork(network)
                .setNorm(norm)
                .setGroups(groups)
                .setSync(sync)
                .setNumWorkers(count)
                .setBatchSize(batchSize)
                .setMaxIter(epochs)
                .setStepSize(stepSize)
                .setSeed(seed);
        return checkpoint == null ? classifier : classifier.setCheckpointDir(checkpoint);
    }

    private static TrainReport.Epoch tested(EpochReport epoch, double accuracy) {
        System.out.printf(Locale.ROOT, "Epoch %d: %s, test accuracy %.4f%n", epoch.epoch(), epoch.line(), accuracy);
        return new TrainReport.Epoch(epoch.loss(), accuracy, epoch.seconds(), epoch.syncSeconds(), epoch.syncCount());
    }
}
