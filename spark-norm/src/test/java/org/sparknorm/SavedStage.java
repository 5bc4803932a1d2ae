package org.sparknorm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.ml.SyncBatchNormModel;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;

/** All that can be saved, as {@link SavedModelsTest} saves it. */
enum SavedStage {
    LAYER_NORM(
            LayerNorm::load,
            "out",
            () -> new LayerNorm()
                    .setInputCol("in")
                    .setOutputCol("out")
                    .setEpsilon(1e-3)
                    .setGamma(1, 2, 3, 4)
                    .setBeta(4, 3, 2, 1)),
    RMS_NORM(
            RMSNorm::load,
            "out",
            () -> new RMSNorm()
                    .setInputCol("in")
                    .setOutputCol("out")
                    .setGamma(1, 2, 3, 4)
                    .setHandleInvalid("keep")),
    GROUP_NORM(
            GroupNorm::load,
            "out",
            () -> new GroupNorm()
                    .setInputCol("in")
                    .setOutputCol("out")
                    .setChannels(2)
                    .setGroups(1)
                    .setGamma(1, 2)
                    .setBeta(2, 1)),
    SYNC_BATCH_NORM(SyncBatchNorm::load, null, SavedStage::batchNorm),
    SYNC_BATCH_NORM_MODEL(SyncBatchNormModel::load, "out", () -> batchNorm().fit(rows())),
    CLASSIFIER(NeuralNetClassifier::load, null, SavedStage::classifier),
    CLASSIFICATION_MODEL(
            NeuralNetClassificationModel::load,
            "probability",
            () -> classifier().fit(rows()));

    /** Two channels of two positions each, and a class. */
    private static final double[][] ROWS = {
        {1, 2, -3, 0.5, 0},
        {0, 1, 4, 2, 1},
        {-2, 5, 1, 1, 1},
        {3, 3, 2, -1, 0},
        {10, 0.25, -7, 2, 0},
        {1, -1, 6, 4, 1}
    };

    private final Function<String, PipelineStage> load;
    private final String outputCol;
    private final Supplier<PipelineStage> make;

    /** @param outputCol column that transform adds; null for an estimator: its model is another constant */
    SavedStage(Function<String, PipelineStage> load, String outputCol, Supplier<PipelineStage> make) {
        this.load = load;
        this.outputCol = outputCol;
        this.make = make;
    }

    private static SyncBatchNorm batchNorm() {
        return new SyncBatchNorm()
                .setInputCol("in")
                .setOutputCol("out")
                .setChannels(2)
                .setMomentum(0.25)
                .setGamma(1, 2);
    }

    private static NeuralNetClassifier classifier() {
        return new NeuralNetClassifier()
                .setFeaturesCol("in")
                .setInputShape(2, 1, 2)
                .setNetwork("conv 3 1, norm, relu, flatten, dense 2")
                .setBatchSize(6)
                .setMaxIter(3)
                .setNumWorkers(1)
                .setSync("collective")
                .setSeed(1);
    }

    private static Dataset<Row> rows() {
        StructType schema = new StructType().add("in", RowKind.DOUBLES.type()).add("label", DataTypes.DoubleType);
        List<Row> rows = new ArrayList<>();
        for (double[] row : ROWS) {
            rows.add(RowFactory.create(RowKind.DOUBLES.value(Arrays.copyOf(row, 4)), row[4]));
        }
        return Frames.split(schema, rows, ROWS.length);
    }

    MLWritable make() {
        return (MLWritable) make.get();
    }

    PipelineStage load(String path) {
        return load.apply(path);
    }

    /** JSON of each param by name. */
    static Map<String, String> params(PipelineStage stage) {
        return Arrays.stream(stage.params())
                .filter(stage::isDefined)
                .collect(Collectors.toMap(Param::name, param -> json(stage, param), (a, b) -> a, TreeMap::new));
    }

    private static <V> String json(PipelineStage stage, Param<V> param) {
        return param.jsonEncode(stage.getOrDefault(param));
    }

    /** What transform gives, row by row; no row for an estimator. */
    double[][] transformed(PipelineStage stage) {
        return outputCol == null ? new double[0][] : Frames.rows(((Transformer) stage).transform(rows()), outputCol);
    }
}
