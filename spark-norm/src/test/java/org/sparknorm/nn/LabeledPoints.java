package org.sparknorm.nn;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.SparkSessions;

/** Three clouds of points in four dimensions, easy to tell apart. */
final class LabeledPoints {

    static final StructType SCHEMA =
            new StructType().add("features", SQLDataTypes.VectorType(), true).add("label", DataTypes.DoubleType, true);

    private LabeledPoints() {}

    static Dataset<Row> points(int rows, long seed) {
        Random random = new Random(seed);
        List<Row> points = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int label = random.nextInt(3);
            double[] point = new double[4];
            for (int c = 0; c < 4; c++) {
                point[c] = 5 + (c == label ? 3 : 0) + random.nextGaussian();
            }
            points.add(RowFactory.create(Vectors.dense(point), (double) label));
        }
        return SparkSessions.shared().createDataFrame(points, SCHEMA).repartition(3);
    }

    /** One row, to be refused. */
    static Dataset<Row> row(Object label, double... features) {
        return SparkSessions.shared()
                .createDataFrame(
                        List.of(
                                RowFactory.create(Vectors.dense(1, 2, 3, 4), 0.0),
                                RowFactory.create(Vectors.dense(4, 3, 2, 1), 1.0),
                                RowFactory.create(Vectors.dense(features), label)),
                        SCHEMA);
    }

    static double accuracy(Dataset<Row> predicted) {
        return (double) predicted
                        .filter(col("prediction").equalTo(col("label")))
                        .count()
                / predicted.count();
    }

    /** One worker by the collective: a single task an epoch, so that a test is quick. */
    static NeuralNetClassifier classifier() {
        return new NeuralNetClassifier()
                .setInputShape(4)
                .setNetwork("dense 8, norm, relu, dense 3")
                .setBatchSize(32)
                .setMaxIter(2)
                .setSync("collective")
                .setNumWorkers(1)
                .setSeed(1);
    }
}
