package org.sparknorm.shard;

import org.sparknorm.program.Batch;

/** Copies a worker's rows of a step together. Its arrays serve step after step. */
public final class BatchAssembler {

    private final Shard shard;
    private final ShardOrder order;
    private final int size;
    private final float[] features;
    private final int[] labels;
    private final double[] weights;

    /**
     * Makes an assembler for all steps of an epoch.
     *
     * @param size values of a row
     */
    public static BatchAssembler ofAll(Shard shard, EpochPlan plan, int size) {
        ShardOrder order = shard.order(plan);
        int most = 0;
        for (int step = 0; step < plan.steps(); step++) {
            most = Math.max(most, order.count(step));
        }
        return new BatchAssembler(shard, order, size, most);
    }

    /** Makes an assembler for one step. */
    public static BatchAssembler of(Shard shard, EpochPlan plan, int size, int step) {
        ShardOrder order = shard.order(plan);
        return new BatchAssembler(shard, order, size, order.count(step));
    }

    private BatchAssembler(Shard shard, ShardOrder order, int size, int rows) {
        this.shard = shard;
        this.order = order;
        this.size = size;
        features = new float[Math.multiplyExact(rows, size)];
        labels = new int[rows];
        weights = shard.weighted() ? new double[rows] : null;
    }

    /** Returns the batch of a step, until the next is assembled. */
    public Batch labeled(int step) {
        gather(step);
        return new Batch(features, labels, weights, order.count(step));
    }

    /** Returns the batch of a step for the forward pass only, until the next is assembled. */
    public Batch unlabeled(int step) {
        gather(step);
        return new Batch(features, null, null, order.count(step));
    }

    private void gather(int step) {
        for (int i = 0; i < order.count(step); i++) {
            int row = order.row(step, i);
            System.arraycopy(shard.features(), row * size, features, i * size, size);
            labels[i] = shard.label(row);
            if (weights != null) {
                weights[i] = shard.weight(row);
            }
        }
    }
}
