package org.sparknorm.lab.study.training;

/**
 * Training, and what synchronizing takes of it. Times are medians over the steps, in microseconds, means over workers.
 *
 * @param network its text
 * @param parameters numbers that gradients are exchanged for
 * @param width units of its hidden layers
 * @param depth hidden layers
 * @param norm name that {@code NeuralNetClassifier} gives it
 * @param sync treeAggregate or collective
 * @param workers number of workers that share each batch
 * @param batchSize rows of a global batch
 * @param scaling {@code strong}: the global batch stays as workers are added; {@code weak}: the batch per worker stays
 * @param warmup steps before those counted
 * @param steps counted
 * @param stepMicros computing, transfer and waiting
 * @param computeMicros forward, backward, update
 * @param transferMicros moving and adding sums; for treeAggregate scheduling, too
 * @param waitMicros microseconds of waiting for the slowest worker
 * @param exchanges number of exchanges in a step
 * @param syncShare (transfer + wait) / step, 0 to 1
 * @param master URL of Spark's master
 * @param cores number of cores that tasks could run on at once
 * @param skipped why it was not measured; null where it was. Times are null then.
 */
public record TrainingPoint(
        String network,
        long parameters,
        int width,
        int depth,
        String norm,
        String sync,
        int workers,
        int batchSize,
        String scaling,
        int warmup,
        int steps,
        Double stepMicros,
        Double computeMicros,
        Double transferMicros,
        Double waitMicros,
        Integer exchanges,
        Double syncShare,
        String master,
        int cores,
        String skipped) {}
