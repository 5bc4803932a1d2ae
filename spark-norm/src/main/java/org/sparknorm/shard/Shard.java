package org.sparknorm.shard;

import java.io.Serializable;

/**
 * One worker's rows, for the whole training: those dealt to a contiguous range of places, maybe none. Shared by all tasks
 * of an executor and never changed.
 */
public final class Shard implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int worker;
    private final long first;
    private final float[] features;
    private final int[] labels;
    private final double[] weights;

    /** The order of one epoch: for treeAggregate, every step asks for it in a task of its own. */
    private transient volatile ShardOrder latest;

    /**
     * @param worker number of the worker, from 0
     * @param first place of the first row
     * @param features row after row
     * @param labels classes of the rows
     * @param weights weights of the rows; null: ones
     */
    Shard(int worker, long first, float[] features, int[] labels, double[] weights) {
        this.worker = worker;
        this.first = first;
        this.features = features;
        this.labels = labels;
        this.weights = weights;
    }

    public int worker() {
        return worker;
    }

    long first() {
        return first;
    }

    int rows() {
        return labels.length;
    }

    float[] features() {
        return features;
    }

    int label(int row) {
        return labels[row];
    }

    double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    public boolean weighted() {
        return weights != null;
    }

    public ShardOrder order(EpochPlan plan) {
        ShardOrder order = latest;
        if (order == null || !order.plan().equals(plan)) {
            order = new ShardOrder(this, plan);
            latest = order;
        }
        return order;
    }
}
