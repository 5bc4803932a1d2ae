package org.sparknorm.lab.job;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparknorm.lab.digits.LabeledRows;
import org.sparknorm.lab.report.Distribution;

/** Tries norms on the same rows, in front of the same classifier. */
final class NormTrial {

    /** Enough for a picture, and little for the driver: 784 values a row make 6 MB. */
    private static final int PICTURE_ROWS = 1000;

    private final LabeledRows rows;
    private final SyncJobs jobs;

    NormTrial(LabeledRows rows) {
        this.rows = rows;
        this.jobs = new SyncJobs(
                JavaSparkContext.fromSparkContext(rows.all().sparkSession().sparkContext()));
    }

    /**
     * A norm, fitted.
     *
     * @param syncJobs Spark jobs, counted as in {@link NormReport.Result}
     */
    record Fitted(PipelineModel model, double fitSeconds, double transformSeconds, int syncJobs) {}

    /**
     * Fits on the rows that train, and writes all.
     *
     * @param stages the norm; empty for none
     */
    Fitted fit(List<PipelineStage> stages) {
        Pipeline norm = new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
        // Once without a clock: the first run of any code pays for loading and compiling it.
        write(norm.fit(rows.train()));

        SyncJobs.Run<PipelineModel> fit = jobs.count(() -> norm.fit(rows.train()));
        SyncJobs.Run<Void> write = jobs.count(() -> write(fit.result()));
        return new Fitted(fit.result(), fit.seconds(), write.seconds(), fit.jobs() + write.jobs() - 1);
    }

    private Void write(PipelineModel norm) {
        norm.transform(rows.all()).write().format("noop").mode("overwrite").save();
        return null;
    }

    /** Returns the share of the test rows that a classifier behind the norm gets right. */
    double accuracy(PipelineModel norm, String featuresCol, String labelCol, int maxIter, double regParam) {
        // It centers and scales columns while it optimizes, whatever setStandardization says; with standardization
        // off a penalty is on the coefficients of what the norm made, and only there does a column's scale show.
        LogisticRegression classifier = new LogisticRegression()
                .setFeaturesCol(featuresCol)
                .setLabelCol(labelCol)
                .setStandardization(false)
                .setRegParam(regParam)
                .setMaxIter(maxIter)
                .setTol(0);
        Dataset<Row> predictions = new Pipeline()
                .setStages(new PipelineStage[] {norm, classifier})
                .fit(rows.train())
                .transform(rows.test());
        return new MulticlassClassificationEvaluator()
                .setLabelCol(labelCol)
                .setMetricName("accuracy")
                .evaluate(predictions);
    }

    /** Returns the values of a column in some of the test rows. */
    Distribution distribution(PipelineModel norm, String column) {
        return Distribution.of(norm.transform(rows.test()).select(column).takeAsList(PICTURE_ROWS).stream()
                .flatMapToDouble(row -> Arrays.stream(((Vector) row.get(0)).toArray()))
                .toArray());
    }
}
