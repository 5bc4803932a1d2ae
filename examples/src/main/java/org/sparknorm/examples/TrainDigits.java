package org.sparknorm.examples;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.digits.DigitSets;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.job.TrainRun;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains one network on handwritten digits, by all workers at once. */
@Command(
        name = "TrainDigits",
        showDefaultValues = true,
        description = "Trains a network on MNIST. Prints a line for each epoch; writes report.json.")
public final class TrainDigits implements Callable<Integer> {

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
            NeuralNetClassifier classifier =
                    classifier(workers == null ? spark.sparkContext().defaultParallelism() : workers);
            DigitSets digits = DigitSets.load(spark, data);
            classifier.setWarmupSteps(
                    warmupSteps == null ? warmup(digits.train().count()) : warmupSteps);
            NeuralNetClassificationModel model = new TrainRun(classifier, digits).run(output);
            if (saveModel != null) {
                model.write().overwrite().save(saveModel);
            }
        }
        return 0;
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
}
