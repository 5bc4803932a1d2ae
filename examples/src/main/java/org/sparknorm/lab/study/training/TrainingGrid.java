package org.sparknorm.lab.study.training;

import java.util.List;

/**
 * What to train to see what synchronizing takes of a step. The first of widths and depths with the most workers that
 * fit the cluster is the base; each point differs from it in width, or in depth, or in workers, under every norm and
 * every way to synchronize.
 *
 * @param widths units of hidden layers
 * @param depths hidden layers
 * @param norms {@code syncBatch}, {@code batch} (each worker's own statistics), {@code layer}, {@code rms} or
 *     {@code none}
 * @param syncs {@code treeAggregate}, {@code collective}
 * @param workers number of workers that share a batch
 * @param batchSize rows of the global batch under strong scaling, and of the base; under weak scaling each worker keeps
 *     the rows that it has in the base
 * @param features elements of a row
 * @param steps counted with the collective
 * @param warmup steps before them
 * @param treeSteps counted with treeAggregate
 * @param treeWarmup steps before them
 */
public record TrainingGrid(
        List<Integer> widths,
        List<Integer> depths,
        List<String> norms,
        List<String> syncs,
        List<Integer> workers,
        int batchSize,
        int features,
        int steps,
        int warmup,
        int treeSteps,
        int treeWarmup) {

    /**
     * @throws IllegalArgumentException if a list is empty, a number below 1 (a warm-up may be 0), or a name is not
     *     known
     */
    public TrainingGrid {
        requireSome("widths", widths);
        requireSome("depths", depths);
        requireSome("norms", norms);
        requireSome("syncs", syncs);
        requireSome("workers", workers);
        norms.forEach(TrainingCase::norm);
        syncs.forEach(TrainingCase::sync);
        widths.forEach(width -> require("widths", width, 1));
        depths.forEach(depth -> require("depths", depth, 1));
        workers.forEach(worker -> require("workers", worker, 1));
        require("batchSize", batchSize, 1);
        require("features", features, 1);
        require("steps", steps, 1);
        require("warmup", warmup, 0);
        require("treeSteps", treeSteps, 1);
        require("treeWarmup", treeWarmup, 0);
    }

    private static void requireSome(String name, List<?> values) {
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException(
                    "training: " + name + " is missing or empty, expected at least one value");
        }
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("training: " + name + " must be at least " + least + ", found " + value);
        }
    }
}
