package org.sparknorm.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.run.Study;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The cost of synchronizing across workers: measured, explained, fitted and predicted. */
@Command(
        name = "SyncOverhead",
        showDefaultValues = true,
        description =
                "Measures what one synchronization costs, where the time goes, and what it takes of training. Prints"
                        + " a line for each point; writes report.json, report.csv, training.csv, report.html and"
                        + " report.md.")
public final class SyncOverhead implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @ArgGroup
    private What what = new What();

    @Option(names = "--resume", description = "goes on with the study in the output, which was stopped")
    private boolean resume;

    @Option(names = "--output", paramLabel = "PATH", description = "where the report goes; any Hadoop path")
    private String output = "reports/study";

    /** One of these. */
    private static final class What {

        @Option(names = "--quick", description = "a grid of some minutes, not of hours: conf/study-quick.conf")
        private boolean quick;

        @Option(
                names = "--grid",
                paramLabel = "FILE",
                description = "what to measure, as conf/study-full.conf says it; any Hadoop path. Not given: that one")
        private String grid;
    }

    public static void main(String[] args) {
        JobCommand.run(new SyncOverhead(), args);
    }

    @Override
    public Integer call() throws IOException {
        StudyReport report = Study.run(grid(), new Path(output), resume, System.out);
        long wrong = report.microbenchmarks().stream()
                .filter(point -> point.measured() != null && point.measured().wrong() > 0)
                .count();
        System.out.printf(
                Locale.ROOT,
                "%d microbenchmarks, %d skipped, %d with wrong sums; at least %.0f %% of each treeAggregate"
                        + " explained%n",
                report.microbenchmarks().size(),
                report.microbenchmarks().stream()
                        .filter(point -> point.skipped() != null)
                        .count(),
                wrong,
                100
                        * report.microbenchmarks().stream()
                                .filter(MicroPoint::hasBreakdown)
                                .mapToDouble(point -> point.measured().explainedShare())
                                .min()
                                .orElse(Double.NaN));
        System.out.println("Wrote " + output + "/report.html");
        return wrong == 0 ? 0 : 1;
    }

    private StudyGrid grid() throws IOException {
        if (what.grid != null) {
            Path file = new Path(what.grid);
            FileContext context = FileContext.getFileContext(
                    file.toUri(), SparkHadoopUtil.get().newConfiguration(new SparkConf()));
            try (InputStream in = context.open(file)) {
                return grid(file.getName(), in);
            }
        }
        String name = what.quick ? "study-quick.conf" : "study-full.conf";
        try (InputStream in = Study.class.getResourceAsStream(name)) {
            return grid(name, in);
        }
    }

    private static StudyGrid grid(String name, InputStream in) throws IOException {
        return StudyGrid.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
