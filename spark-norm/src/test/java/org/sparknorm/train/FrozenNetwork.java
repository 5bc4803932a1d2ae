package org.sparknorm.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.Frames;
import org.sparknorm.nn.NeuralNetClassifier;

/**
 * Small networks, each with the settings it is trained with. AdamW is there only where no bias stands before a norm
 * that subtracts the mean: such a bias has a gradient of rounding errors, which AdamW would blow up.
 */
enum FrozenNetwork {
    MLP_SYNC_BATCH(8) {
        @Override
        NeuralNetClassifier classifier() {
            return base("syncBatch", "dense 8, norm, relu, dense 3")
                    .setMaxIter(2)
                    .setSchedule("cosine")
                    .setWarmupSteps(2)
                    .setWeightDecay(0.01);
        }
    },
    MLP_BATCH(8) {
        @Override
        NeuralNetClassifier classifier() {
            return base("batch", "dense 8, norm, relu, dense 3");
        }
    },
    CNN_SYNC_BATCH(2, 6, 6) {
        @Override
        NeuralNetClassifier classifier() {
            return base("syncBatch", "conv 4 3, norm, relu, maxpool 2, flatten, dense 3")
                    .setWeightCol("weight");
        }
    },
    CNN_GROUP(2, 6, 6) {
        @Override
        NeuralNetClassifier classifier() {
            return base("group", "conv 4 3, norm, gelu, avgpool, dense 3").setGroups(2);
        }
    },
    RESIDUAL_SYNC_BATCH(8) {
        @Override
        NeuralNetClassifier classifier() {
            return base("syncBatch", "dense 8, 2 x residual(norm, dense 8, relu), norm, dense 3");
        }
    },
    RESIDUAL_RMS(8) {
        @Override
        NeuralNetClassifier classifier() {
            return base("rms", "dense 8, 2 x residual(norm, dense 8, gelu), dense 3")
                    .setSolver("adamW")
                    .setStepSize(0.01)
                    .setWeightDecay(0.01);
        }
    };

    private static final int ROWS = 41;
    private static final int CLASSES = 3;
    private static final StructType SCHEMA = new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType);

    private final int[] inputShape;

    FrozenNetwork(int... inputShape) {
        this.inputShape = inputShape;
    }

    abstract NeuralNetClassifier classifier();

    /** One epoch, of three batches: 16, 16 and 9 rows. */
    NeuralNetClassifier base(String norm, String network) {
        return new NeuralNetClassifier()
                .setInputShape(inputShape)
                .setNetwork(network)
                .setNorm(norm)
                .setBatchSize(16)
                .setMaxIter(1)
                .setSeed(7);
    }

    /** Rows by formula, of values that a float holds exactly, in three partitions, one of them empty. */
    Dataset<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            int label = r * r % 7 % CLASSES;
            double[] features = new double[size()];
            for (int c = 0; c < features.length; c++) {
                int spread = (r * r * 7 + r * c * 29 + c * c * 13) % 61 - 30;
                features[c] = spread / 16.0 + (c % CLASSES == label ? 1.5 : 0);
            }
            rows.add(RowFactory.create(Vectors.dense(features), (double) label, 1 + r % 4 / 2.0));
        }
        return Frames.split(SCHEMA, rows, 25, 0, 16);
    }

    private int size() {
        int size = 1;
        for (int length : inputShape) {
            size *= length;
        }
        return size;
    }
}
