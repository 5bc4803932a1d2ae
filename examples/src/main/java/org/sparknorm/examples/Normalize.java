package org.sparknorm.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.digits.LabeledRows;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.job.NormReport;
import org.sparknorm.lab.job.NormTrial;
import org.sparknorm.lab.report.Distribution;
import org.sparknorm.lab.report.Progress;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.ml.SyncBatchNormModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Every norm of the library as a pipeline stage in front of Spark's logistic regression, and raw values beside them.
 */
@Command(
        name = "Normalize",
        showDefaultValues = true,
        description = "Applies every norm to the same rows, in front of the same classifier: what each costs and gives."
                + " Prints a table; writes report.json and report.html.")
public final class Normalize implements Callable<Integer> {

    private static final String NONE = "none";
    private static final String SYNC_BATCH = "syncBatch";
    private static final String NORMALIZED = "normalized";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            description = "MNIST's IDX files (a directory, or the images' file) or Parquet; any Hadoop path")
    private String input = System.getProperty("spark.norm.examples.home", ".") + "/examples/data";

    @Option(names = "--output", paramLabel = "PATH", description = "where the two reports go; any Hadoop path")
    private String output = "reports/demo";

    @Option(names = "--save-model", paramLabel = "PATH", description = "also save the fitted SyncBatchNorm there")
    private String saveModel;

    @Option(names = "--input-col", paramLabel = "NAME", description = "column of vectors or arrays of numbers")
    private String inputCol = "pixels";

    @Option(names = "--label-col", paramLabel = "NAME", description = "column of classes 0, 1, ...")
    private String labelCol = "label";

    @Option(names = "--channels", paramLabel = "N", description = "channels of group norm; they divide a row")
    private int channels = 28;

    @Option(names = "--groups", paramLabel = "N", description = "groups of group norm; they divide the channels")
    private int groups = 7;

    @Option(names = "--max-iter", paramLabel = "N", description = "iterations of the classifier")
    private int maxIter = 20;

    @Option(names = "--reg-param", paramLabel = "X", description = "weight of the classifier's L2 penalty")
    private double regParam = 0;

    public static void main(String[] args) {
        JobCommand.run(new Normalize(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSession.builder().appName("Normalize").getOrCreate()) {
            run(spark);
        }
        return 0;
    }

    private void run(SparkSession spark) throws IOException {
        List<NormReport.Result> results = new ArrayList<>();
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        Map<String, List<PipelineStage>> norms = norms();
        long count;
        try (Progress progress = new Progress("Normalize", 1 + 2 * norms.size())) {
            progress.begin("read " + input);
            LabeledRows rows = LabeledRows.load(spark, input, inputCol, labelCol);
            count = rows.all().count();
            NormTrial trial = new NormTrial(rows);
            for (Map.Entry<String, List<PipelineStage>> norm : norms.entrySet()) {
                String name = norm.getKey();
                String column = norm.getValue().isEmpty() ? inputCol : NORMALIZED;
                progress.begin(name + ": fit and transform");
                NormTrial.Fitted fitted = trial.fit(norm.getValue());
                distributions.put(name, trial.distribution(fitted.model(), column));
                progress.begin(name + ": train the classifier");
                double accuracy = trial.accuracy(fitted.model(), column, labelCol, maxIter, regParam);
                results.add(new NormReport.Result(
                        name, fitted.fitSeconds(), fitted.transformSeconds(), fitted.syncJobs(), accuracy));
                if (name.equals(SYNC_BATCH) && saveModel != null) {
                    ((SyncBatchNormModel) fitted.model().stages()[0])
                            .write()
                            .overwrite()
                            .save(saveModel);
                }
            }
        }
        NormReport report = new NormReport("Normalize", spark.sparkContext().master(), spark.version(), count, results);
        System.out.print(report.table());
        Distribution before = distributions.remove(NONE);
        Publication.write(
                new Path(output),
                Map.of("report.json", report.json(), "report.html", report.html(before, distributions)),
                spark.sparkContext().hadoopConfiguration());
        System.out.println("Wrote " + output + "/report.html and report.json");
    }

    /** Returns the norms by their names in the report, in its order. */
    private Map<String, List<PipelineStage>> norms() {
        Map<String, List<PipelineStage>> norms = new LinkedHashMap<>();
        norms.put(NONE, List.of());
        norms.put(SYNC_BATCH, List.of(new SyncBatchNorm().setInputCol(inputCol).setOutputCol(NORMALIZED)));
        norms.put("layer", List.of(new LayerNorm().setInputCol(inputCol).setOutputCol(NORMALIZED)));
        norms.put(
                "group",
                List.of(new GroupNorm()
                        .setInputCol(inputCol)
                        .setOutputCol(NORMALIZED)
                        .setChannels(channels)
                        .setGroups(groups)));
        norms.put("rms", List.of(new RMSNorm().setInputCol(inputCol).setOutputCol(NORMALIZED)));
        return norms;
    }
}
