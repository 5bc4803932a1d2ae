package org.sparknorm.ml;

import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;

class GroupNormContractTest
        implements StageContract<GroupNorm>, StageUseContract<GroupNorm>, StageInvalidContract<GroupNorm> {

    @Override
    public GroupNorm fresh() {
        return new GroupNorm();
    }

    @Override
    public GroupNorm configured() {
        return fresh().setInputCol("in")
                .setOutputCol("out")
                .setChannels(4)
                .setGroups(2)
                .setGamma(1, 2, 3, 4)
                .setBeta(4, 3, 2, 1);
    }

    @Override
    public Transformer ready(GroupNorm stage, Dataset<?> data) {
        return stage;
    }

    @Override
    public GroupNorm load(String path) {
        return GroupNorm.load(path);
    }

    @Override
    public Transformer loadReady(String path) {
        return GroupNorm.load(path);
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("channels", 0, "groups", 32, "epsilon", 1e-5, "handleInvalid", "error");
    }

    @Override
    public Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("inputCol", "x"),
                Map.entry("outputCol", "xn"),
                Map.entry("epsilon", 1e-3),
                Map.entry("gamma", new double[] {1, 2, 3}),
                Map.entry("beta", new double[] {3, 2, 1}),
                Map.entry("channels", 3),
                Map.entry("groups", 3),
                Map.entry("handleInvalid", "keep"));
    }
}
