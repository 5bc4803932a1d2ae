package org.sparknorm.examples;

import java.io.IOException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.SyncBatchNorm;

/** Norms as stages of a pipeline: columns in, columns out. */
public final class NormalizeColumns {

    private NormalizeColumns() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark =
                SparkSession.builder().appName("NormalizeColumns").getOrCreate()) {
            Dataset<Row> rows = rows(spark);
            fit(rows).transform(rows).show(3, false);
        }
    }

    /** Returns two columns: measurements on scales of their own, and an embedding. */
    static Dataset<Row> rows(SparkSession spark) {
        return spark.range(1_000)
                .selectExpr(
                        "array(double(id), 1e8 + randn(1), double(id % 7)) AS measurements",
                        "array(float(id), float(2 * id), float(3), float(-1)) AS embedding");
    }

    static PipelineModel fit(Dataset<Row> rows) {
        return new Pipeline()
                .setStages(new PipelineStage[] {
                    // Each element by its mean and variance over all rows: fit takes them, in one job.
                    new SyncBatchNorm().setInputCol("measurements").setOutputCol("scaled"),
                    // Each row by its own mean and variance: there is nothing to fit.
                    new LayerNorm().setInputCol("embedding").setOutputCol("normalized")
                })
                .fit(rows);
    }
}
