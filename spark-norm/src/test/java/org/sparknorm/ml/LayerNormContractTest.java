package org.sparknorm.ml;

import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;

class LayerNormContractTest
        implements StageContract<LayerNorm>, StageUseContract<LayerNorm>, StageInvalidContract<LayerNorm> {

    @Override
    public LayerNorm fresh() {
        return new LayerNorm();
    }

    @Override
    public LayerNorm configured() {
        return fresh().setInputCol("in")
                .setOutputCol("out")
                .setGamma(1, 2, 3, 4, 5, 6, 7, 8)
                .setBeta(8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Override
    public Transformer ready(LayerNorm stage, Dataset<?> data) {
        return stage;
    }

    @Override
    public LayerNorm load(String path) {
        return LayerNorm.load(path);
    }

    @Override
    public Transformer loadReady(String path) {
        return LayerNorm.load(path);
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("epsilon", 1e-5, "handleInvalid", "error");
    }

    @Override
    public Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("inputCol", "x"),
                Map.entry("outputCol", "xn"),
                Map.entry("epsilon", 1e-3),
                Map.entry("gamma", new double[] {1, 2, 3}),
                Map.entry("beta", new double[] {3, 2, 1}),
                Map.entry("handleInvalid", "keep"));
    }
}
