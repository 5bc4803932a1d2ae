package org.sparknorm.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.openjdk.jmh.runner.RunnerException;

/** Measures the kernels and whole jobs, prints ratios, and writes {@code report.json}. */
public final class Bench {

    private Bench() {}

    /**
     * @param arguments the directory for the report; a Python with torch, or "" for none; kernels, jobs or all
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        List<Comparison> all = new ArrayList<>();
        if (!arguments[2].equals("jobs")) {
            all.addAll(new KernelBench(arguments[1]).run());
        }
        if (!arguments[2].equals("kernels")) {
            SparkSession spark = SparkSession.builder()
                    .master("local[2]")
                    .appName("spark-norm bench")
                    .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                    .config("spark.kryo.registrator", "org.sparknorm.kryo.NormRegistrator")
                    .config("spark.ui.enabled", "false")
                    .config("spark.ui.showConsoleProgress", "false")
                    .getOrCreate();
            all.addAll(new JobBench(spark, 200_000).run());
            spark.stop();
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Files.writeString(directory.resolve("report.json"), Comparison.toJson(all));
    }
}
