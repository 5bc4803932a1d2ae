package org.sparknorm.lab.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.digits.LabeledRows;
import org.sparknorm.lab.report.Distribution;
import org.sparknorm.lab.report.Progress;
import org.sparknorm.lab.report.Publication;

/**
 * The run of the job Normalize: every norm on the same rows, in front of the same classifier.
 *
 * @param input rows, as {@link LabeledRows#load} reads them
 * @param inputCol name of the column to normalize
 * @param labelCol name of the column of classes
 * @param maxIter iterations of the classifier
 * @param regParam weight of the classifier's L2 penalty
 */
public record NormRun(String input, String inputCol, String labelCol, int maxIter, double regParam) {

    /** Name under which the report shows the rows as they are. */
    public static final String NONE = "none";

    /** Name of the column that every norm adds. */
    public static final String NORMALIZED = "normalized";

    /**
     * Prints a table of what each norm costs and gives, and writes report.json and report.html.
     *
     * @param norms stages of each norm by its name in the report, in its order, {@link #NONE} among them
     * @param output directory of the reports, on any Hadoop file system
     * @return fitted norms by their names
     */
    public Map<String, PipelineModel> run(SparkSession spark, Map<String, List<PipelineStage>> norms, String output)
            throws IOException {
        Map<String, PipelineModel> models = new LinkedHashMap<>();
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        List<NormReport.Result> results = new ArrayList<>();
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
                models.put(name, fitted.model());
                distributions.put(name, trial.distribution(fitted.model(), column));
                progress.begin(name + ": train the classifier");
                double accuracy = trial.accuracy(fitted.model(), column, labelCol, maxIter, regParam);
                results.add(new NormReport.Result(
                        name, fitted.fitSeconds(), fitted.transformSeconds(), fitted.syncJobs(), accuracy));
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
        return models;
    }
}
