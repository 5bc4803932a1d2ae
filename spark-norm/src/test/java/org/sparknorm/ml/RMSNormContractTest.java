package org.sparknorm.ml;

import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;

class RMSNormContractTest implements StageContract<RMSNorm>, StageUseContract<RMSNorm>, StageInvalidContract<RMSNorm> {

    @Override
    public RMSNorm fresh() {
        return new RMSNorm();
    }

    @Override
    public RMSNorm configured() {
        return fresh().setInputCol("in").setOutputCol("out").setGamma(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Override
    public Transformer ready(RMSNorm stage, Dataset<?> data) {
        return stage;
    }

    @Override
    public RMSNorm load(String path) {
        return RMSNorm.load(path);
    }

    @Override
    public Transformer loadReady(String path) {
        return RMSNorm.load(path);
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("epsilon", 1e-6, "handleInvalid", "error");
    }

    @Override
    public Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("inputCol", "x"),
                Map.entry("outputCol", "xn"),
                Map.entry("epsilon", 1e-3),
                Map.entry("gamma", new double[] {1, 2, 3}),
                Map.entry("handleInvalid", "keep"));
    }
}
