package org.sparknorm.examples;

import java.io.IOException;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;

/** A network with synchronized batch norm, trained in mini-batches by two workers at once. */
public final class TrainClassifier {

    private TrainClassifier() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark =
                SparkSession.builder().appName("TrainClassifier").getOrCreate()) {
            System.out.printf("Test accuracy %.3f%n", accuracy(spark));
        }
    }

    /** Returns the share of rows, 0 to 1, that a network gets right which never saw them. */
    static double accuracy(SparkSession spark) {
        Dataset<Row>[] parts = rings(spark).randomSplit(new double[] {0.8, 0.2}, 1);
        NeuralNetClassificationModel model = new NeuralNetClassifier()
                .setInputShape(2)
                .setNetwork("dense 32, norm, relu, dense 32, norm, relu, dense 3")
                .setNorm("syncBatch")
                // As many free slots as workers; treeAggregate needs none, and takes longer.
                .setSync("collective")
                .setNumWorkers(2)
                .setBatchSize(128)
                .setMaxIter(10)
                .setStepSize(0.1)
                .setSeed(1)
                .fit(parts[0]);
        return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(model.transform(parts[1]));
    }

    /** Returns the points on three rings around one center, which no straight line parts. */
    private static Dataset<Row> rings(SparkSession spark) {
        return spark.range(0, 4_000, 1, 2)
                .selectExpr("double(id % 3) AS label", "2 * pi() * rand(1) AS angle", "id % 3 + 1 + randn(2) / 8 AS r")
                .selectExpr("label", "array(float(r * cos(angle)), float(r * sin(angle))) AS features");
    }
}
