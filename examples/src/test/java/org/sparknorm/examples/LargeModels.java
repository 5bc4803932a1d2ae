package org.sparknorm.examples;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.ml.SyncBatchNormModel;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;
import org.sparknorm.program.Variables;

/**
 * Fits and saves a SyncBatchNorm of 100,000 channels and a network of 200,000 parameters, or loads both, on whatever
 * cluster it is submitted to; prints a line for each, which tells their numbers.
 */
public final class LargeModels {

    private static final int CHANNELS = 100_000;

    private LargeModels() {}

    /** @param arguments save or load, and a folder on all machines */
    public static void main(String[] arguments) throws IOException {
        String statistics = arguments[1] + "/statistics";
        String network = arguments[1] + "/network";
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            if (arguments[0].equals("save")) {
                statistics(spark).save(statistics);
                network(spark).save(network);
            }
            print(SyncBatchNormModel.load(statistics));
            print(NeuralNetClassificationModel.load(network).variables());
        }
    }

    private static SyncBatchNormModel statistics(SparkSession spark) {
        Dataset<Row> rows =
                spark.range(4).selectExpr("transform(sequence(1, " + CHANNELS + "), i -> float(i * (1 + id))) x");
        SyncBatchNormModel fitted =
                new SyncBatchNorm().setInputCol("x").setOutputCol("y").fit(rows);
        print(fitted);
        return fitted;
    }

    /** One step over features that tell apart two classes. */
    private static NeuralNetClassificationModel network(SparkSession spark) {
        Dataset<Row> rows = spark.range(64)
                .withColumn("label", col("id").mod(2).cast("double"))
                .selectExpr("transform(sequence(1, 999), i -> float((1 + id) % i + label)) features", "label");
        NeuralNetClassificationModel fitted = new NeuralNetClassifier()
                .setInputShape(999)
                .setNetwork("dense 200, norm, relu, dense 2")
                .setSync("collective")
                .setNumWorkers(2)
                .setMaxIter(1)
                .fit(rows);
        print(fitted.variables());
        return fitted;
    }

    private static void print(SyncBatchNormModel model) {
        System.out.println("channels " + model.runningMean().length + " digest " + Arrays.hashCode(model.runningMean())
                + " " + Arrays.hashCode(model.runningVariance()));
    }

    private static void print(Variables variables) {
        System.out.println("parameters " + variables.parameters().length + " digest "
                + Arrays.hashCode(variables.parameters()) + " " + Arrays.deepHashCode(variables.runningMean()) + " "
                + Arrays.deepHashCode(variables.runningVariance()));
    }
}
