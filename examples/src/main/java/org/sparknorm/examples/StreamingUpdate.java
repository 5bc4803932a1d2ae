package org.sparknorm.examples;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.ml.SyncBatchNormModel;

/** A stream whose statistics drift: each micro-batch moves them, and is normalized by where they are then. */
public final class StreamingUpdate {

    private StreamingUpdate() {}

    /** @param args folder of Parquet files with a column x, folder for the normalized rows */
    public static void main(String[] args) throws Exception {
        try (SparkSession spark =
                SparkSession.builder().appName("StreamingUpdate").getOrCreate()) {
            SyncBatchNormModel model = normalize(spark, args[0], args[1]);
            System.out.println("running mean " + Arrays.toString(model.runningMean()));
        }
    }

    /** Normalizes what is in the folder, a file at a time; a stream that goes on has another trigger. */
    static SyncBatchNormModel normalize(SparkSession spark, String folder, String output) throws Exception {
        Dataset<Row> history = spark.read().parquet(folder);
        AtomicReference<SyncBatchNormModel> model = new AtomicReference<>(new SyncBatchNorm()
                .setInputCol("x")
                .setOutputCol("y")
                .setMomentum(0.1)
                .fit(history.limit(100)));
        VoidFunction2<Dataset<Row>, Long> step = (batch, id) -> {
            batch.persist();
            SyncBatchNormModel moved = model.updateAndGet(before -> before.update(batch));
            moved.transform(batch).write().mode("append").parquet(output);
            batch.unpersist();
        };
        spark.readStream()
                .schema(history.schema())
                .option("maxFilesPerTrigger", 1)
                .parquet(folder)
                .writeStream()
                .foreachBatch(step)
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        return model.get();
    }
}
