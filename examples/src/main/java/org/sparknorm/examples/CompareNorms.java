package org.sparknorm.examples;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.compare.ComparisonReport;
import org.sparknorm.lab.compare.ComparisonRun;
import org.sparknorm.lab.compare.experiment.Experiment;
import org.sparknorm.lab.compare.experiment.Experiments;
import org.sparknorm.lab.compare.experiment.StudyCosts;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.Samples;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.digits.DigitBytes;
import org.sparknorm.lab.digits.DigitSets;
import org.sparknorm.lab.job.JobCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The common claims on batch, layer, group and RMS norm, measured one by one. */
@Command(
        name = "CompareNorms",
        showDefaultValues = true,
        description = "Measures what each norm gives and takes. Prints a table of claims; writes report.html, report.md"
                + " and report.json.")
public final class CompareNorms implements Callable<Integer> {

    private static final String HOME = System.getProperty("spark.norm.examples.home", ".");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @Option(names = "--quick", description = "fewer steps and seeds, on the bundled digits")
    private boolean quick;

    @Option(names = "--resume", description = "go on where a run with the same options was stopped")
    private boolean resume;

    @Option(names = "--seed", paramLabel = "N", description = "the first seed; the others follow it")
    private long seed = 1;

    @Option(names = "--seeds", paramLabel = "N", description = "how many; not given: 8, with --quick 3")
    private Integer seeds;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "these experiments alone; not given: all")
    private List<String> only;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "directory of MNIST's IDX files; not given: data/mnist, as scripts/fetch-mnist leaves it, or with"
                            + " --quick the bundled digits; any Hadoop path")
    private String data;

    @Option(
            names = "--study",
            paramLabel = "FILE",
            description =
                    "report.json of a study, as scripts/study-sync leaves it, for what synchronizing costs; not given:"
                            + " reports/study/report.json, if there is one that tells it; any Hadoop path")
    private String study;

    @Option(names = "--output", paramLabel = "PATH", description = "where the reports go; any Hadoop path")
    private String output = HOME + "/reports/compare";

    public static void main(String[] args) {
        JobCommand.run(new CompareNorms(), args);
    }

    @Override
    public Integer call() throws IOException {
        List<Experiment> chosen = Experiments.named(only);
        chosen.forEach(Experiment::requireReady);
        int count = seeds == null ? (quick ? 3 : 8) : seeds;
        if (count < 1) {
            throw new IllegalArgumentException("--seeds must be at least 1, found " + count);
        }
        List<Long> all = LongStream.range(seed, seed + count).boxed().toList();
        try (SparkSession spark = SparkSession.builder().appName("CompareNorms").getOrCreate()) {
            Optional<StudyCosts> costs = costs(spark.sparkContext().hadoopConfiguration());
            DigitSets digits =
                    DigitSets.pixels(spark, data == null ? HOME + (quick ? "/examples/data" : "/data/mnist") : data);
            Lab lab = lab(spark, digits);
            Configuration configuration = spark.sparkContext().hadoopConfiguration();
            ComparisonRun run = new ComparisonRun(chosen, all, lab, new Path(output), configuration);
            Map<Experiment, Outcomes> outcomes = run.measure(resume);
            ComparisonReport report =
                    run.report(spark.sparkContext().master(), spark.version(), this::command, outcomes, costs);
            run.publish(report, outcomes);
            System.out.print(report.table());
            System.out.println();
            System.out.print(report.decisionTable());
            System.out.println("Wrote " + output + "/report.html, report.md and report.json");
        }
        return 0;
    }

    /** Reads the study's costs; empty where the decisions must do with what is measured here. */
    private Optional<StudyCosts> costs(Configuration configuration) throws IOException {
        Path file = new Path(study == null ? HOME + "/reports/study/report.json" : study);
        if (study == null && !file.getFileSystem(configuration).exists(file)) {
            return Optional.empty();
        }
        Optional<StudyCosts> costs = StudyCosts.read(file, configuration);
        if (study != null && costs.isEmpty()) {
            throw new IllegalArgumentException("--study " + study + " trained nothing with syncBatch on two workers or"
                    + " more by both treeAggregate and collective");
        }
        return costs;
    }

    private Lab lab(SparkSession spark, DigitSets digits) {
        DigitBytes train = DigitBytes.of(digits.train());
        DigitBytes test = DigitBytes.of(digits.test());
        return new Lab(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                Samples.of(train.images(), train.labels(), test.images(), test.labels()),
                quick);
    }

    /** Returns the command that has an experiment again, on the same data. */
    private String command(String options) {
        return "scripts/compare-norms" + (quick ? " --quick " : " ") + options
                + (data == null ? "" : " --data " + data);
    }
}
