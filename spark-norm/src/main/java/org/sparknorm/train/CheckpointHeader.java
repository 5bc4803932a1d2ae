package org.sparknorm.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a checkpoint says of its training: all that the bits of the next epoch follow from, besides the numbers. How
 * workers synchronize is not in it: either way goes on from the same checkpoint.
 *
 * @param epoch number of epochs done
 * @param steps number of steps of the optimizer
 * @param training settings by name
 */
record CheckpointHeader(int epoch, long steps, Map<String, String> training) {

    static CheckpointHeader of(TrainingSettings settings, long rows, TrainingState state) {
        Map<String, String> training = new LinkedHashMap<>();
        training.put("network", settings.network().toString());
        training.put("input", settings.input().toString());
        training.put("normalization", settings.normalization().toString());
        training.put("rows", Long.toString(rows));
        training.put("workers", Integer.toString(settings.workers().count()));
        training.put("batchSize", Integer.toString(settings.optimization().batchSize()));
        training.put("seed", Long.toString(settings.optimization().seed()));
        training.put("initialization", settings.optimization().initialization().toString());
        training.put("solver", settings.optimization().solver().toString());
        training.put("schedule", settings.optimization().schedule().toString());
        training.put("weightDecay", Double.toString(settings.optimization().weightDecay()));
        training.put("momentum", Double.toString(settings.optimization().momentum()));
        return new CheckpointHeader(state.epoch(), state.optimizer().steps(), training);
    }

    /**
     * @throws IllegalArgumentException naming the first setting that differs
     */
    void requireSameTraining(CheckpointHeader found) {
        training.forEach((name, expected) -> {
            String value = found.training.get(name);
            if (!expected.equals(value)) {
                throw new IllegalArgumentException(
                        "a checkpoint of another training: found " + name + " " + value + ", expected " + expected);
            }
        });
    }
}
