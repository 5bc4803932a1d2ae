package org.sparknorm.examples;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.job.JobCommand;
import org.sparknorm.lab.job.NormRun;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.ml.SyncBatchNormModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries every norm as a pipeline stage in front of Spark's logistic regression, and raw values beside them. */
@Command(
        name = "Normalize",
        showDefaultValues = true,
        description = "Applies every norm to the same rows, in front of the same classifier: what each costs and gives."
                + " Prints a table; writes report.json and report.html.")
public final class Normalize implements Callable<Integer> {

    private static final String SYNC_BATCH = "syncBatch";

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
            NormRun run = new NormRun(input, inputCol, labelCol, maxIter, regParam);
            Map<String, PipelineModel> models = run.run(spark, norms(), output);
            if (saveModel != null) {
                SyncBatchNormModel model =
                        (SyncBatchNormModel) models.get(SYNC_BATCH).stages()[0];
                model.write().overwrite().save(saveModel);
            }
        }
        return 0;
    }

    /** Returns the norms by their names in the report, in its order. */
    private Map<String, List<PipelineStage>> norms() {
        Map<String, List<PipelineStage>> norms = new LinkedHashMap<>();
        norms.put(NormRun.NONE, List.of());
        norms.put(SYNC_BATCH, List.of(new SyncBatchNorm().setInputCol(inputCol).setOutputCol(NormRun.NORMALIZED)));
        norms.put("layer", List.of(new LayerNorm().setInputCol(inputCol).setOutputCol(NormRun.NORMALIZED)));
        norms.put(
                "group",
                List.of(new GroupNorm()
                        .setInputCol(inputCol)
                        .setOutputCol(NormRun.NORMALIZED)
                        .setChannels(channels)
                        .setGroups(groups)));
        norms.put("rms", List.of(new RMSNorm().setInputCol(inputCol).setOutputCol(NormRun.NORMALIZED)));
        return norms;
    }
}
