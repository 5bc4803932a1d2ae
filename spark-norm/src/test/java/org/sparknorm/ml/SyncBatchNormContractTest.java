package org.sparknorm.ml;

import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;

class SyncBatchNormContractTest
        implements StageContract<SyncBatchNorm>, StageUseContract<SyncBatchNorm>, StageInvalidContract<SyncBatchNorm> {

    @Override
    public SyncBatchNorm fresh() {
        return new SyncBatchNorm();
    }

    @Override
    public SyncBatchNorm configured() {
        return fresh().setInputCol("in")
                .setOutputCol("out")
                .setChannels(4)
                .setGamma(1, 2, 3, 4)
                .setBeta(0.5, 0, -0.5, 1);
    }

    @Override
    public Transformer ready(SyncBatchNorm stage, Dataset<?> data) {
        return stage.fit(data);
    }

    @Override
    public SyncBatchNorm load(String path) {
        return SyncBatchNorm.load(path);
    }

    @Override
    public Transformer loadReady(String path) {
        return SyncBatchNormModel.load(path);
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("channels", 0, "epsilon", 1e-5, "momentum", 0.1, "aggregationDepth", 2, "handleInvalid", "error");
    }

    @Override
    public Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("inputCol", "x"),
                Map.entry("inputCols", new String[] {"x", "y"}),
                Map.entry("outputCol", "xn"),
                Map.entry("outputCols", new String[] {"xn", "yn"}),
                Map.entry("channels", 3),
                Map.entry("epsilon", 1e-3),
                Map.entry("gamma", new double[] {1, 2, 3}),
                Map.entry("beta", new double[] {3, 2, 1}),
                Map.entry("momentum", 0.5),
                Map.entry("weightCol", "w"),
                Map.entry("aggregationDepth", 3),
                Map.entry("handleInvalid", "keep"),
                Map.entry("initialModel", "models/norm"));
    }
}
