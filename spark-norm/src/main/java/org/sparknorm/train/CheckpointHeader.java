package org.sparknorm.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparknorm.network.NormKind;
import org.sparknorm.shard.Shards;

/**
 * What a checkpoint says of its training: all that its outcome follows from, besides the numbers. How workers
 * synchronize is not in it, since either way goes on from the same checkpoint; nor how many there are, unless each has
 * statistics of its own.
 *
 * @param epoch number of epochs done
 * @param steps number of steps of the optimizer
 * @param workers number of workers: another number adds in another order, and may give other last bits
 * @param training settings and data by name
 */
record CheckpointHeader(int epoch, long steps, int workers, Map<String, String> training) {

    /** Returns what makes a training the one that it is, by name. */
    static Map<String, String> training(TrainingSettings settings, Shards rows) {
        Map<String, String> training = new LinkedHashMap<>();
        training.put("network", settings.network().toString());
        training.put("input", settings.input().toString());
        training.put("normalization", settings.normalization().toString());
        training.put("rows", Long.toString(rows.rows()));
        training.put("data", Long.toHexString(rows.digest()));
        training.put("optimization", settings.optimization().toString());
        if (settings.normalization().kind() == NormKind.BATCH) {
            training.put("workers", Integer.toString(settings.workers().count()));
        }
        return training;
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
