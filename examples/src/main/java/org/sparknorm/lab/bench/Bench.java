package org.sparknorm.lab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.lab.report.RunFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Kernels and whole jobs beside what one would use instead. */
@Command(
        name = "Bench",
        description = "Measures kernels and whole jobs. Prints ratios; writes report.json and report.md.")
final class Bench implements Callable<Integer> {

    private static final int ROWS = 200_000;

    /** The parts of the benchmark. */
    enum Part {
        kernels,
        jobs,
        all
    }

    @Parameters(arity = "0..1", defaultValue = "all", description = "kernels, jobs or all")
    private Part part;

    @Option(names = "--output", required = true, description = "directory of the reports")
    private Path output;

    @Option(names = "--torch", description = "interpreter with torch; not given: PyTorch is left out")
    private String torch;

    @Option(names = "--torch-script", description = "what measures PyTorch's kernels")
    private Path torchScript;

    public static void main(String[] arguments) {
        JobCommand.run(new Bench(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        List<BenchReport.Section> sections = new ArrayList<>();
        if (part != Part.jobs) {
            sections.add(new BenchReport.Section(
                    "Kernels",
                    KernelBench.TEXT,
                    new KernelBench(torch == null ? null : Torch.of(torch), torchScript).run()));
        }
        if (part != Part.kernels) {
            sections.add(new BenchReport.Section("Whole jobs", JobBench.TEXT, jobs()));
        }
        BenchReport report = new BenchReport("Benchmarks", RunFacts.of("scripts/bench"), sections);
        sections.forEach(section -> System.out.print(section.table()));
        Publication.write(
                new org.apache.hadoop.fs.Path(output.toAbsolutePath().toUri()), report.files(), new Configuration());
        return 0;
    }

    private static List<Comparison> jobs() throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("spark-norm bench")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", "org.sparknorm.kryo.NormRegistrator")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .getOrCreate()) {
            return new JobBench(spark, ROWS).run();
        }
    }
}
