package org.sparknorm.shard;

import java.util.Arrays;

/** The rows of a shard by the step of an epoch in which they take part, in the order of the global batch. */
public final class ShardOrder {

    private final EpochPlan plan;

    /** Rows of step s: starts[s] to starts[s + 1] in {@link #rows}. */
    private final int[] starts;

    /** Rows in the order of steps, within a step in that of the global batch. */
    private final int[] rows;

    ShardOrder(Shard shard, EpochPlan plan) {
        this.plan = plan;
        starts = new int[plan.steps() + 1];
        rows = new int[shard.rows()];
        EpochOrder order = plan.order();
        int lanes = plan.dealing().lanes();
        long[] numbers = new long[rows.length];
        for (int row = 0; row < rows.length; row++) {
            numbers[row] = order.ofPlace(shard.first() + row);
            starts[order.step(numbers[row]) + 1]++;
        }
        for (int step = 0; step < plan.steps(); step++) {
            starts[step + 1] += starts[step];
        }
        // Number within the batch, then row: sorting the pair sorts by number.
        long[] sorted = new long[rows.length];
        int[] next = starts.clone();
        for (int row = 0; row < rows.length; row++) {
            int step = order.step(numbers[row]);
            sorted[next[step]++] = numbers[row] - (long) step * lanes << 32 | row;
        }
        for (int step = 0; step < plan.steps(); step++) {
            Arrays.sort(sorted, starts[step], starts[step + 1]);
        }
        Arrays.setAll(rows, i -> (int) sorted[i]);
    }

    EpochPlan plan() {
        return plan;
    }

    /** Rows of this shard in the step. */
    int count(int step) {
        return starts[step + 1] - starts[step];
    }

    /**
     * @param i number from 0 to {@link #count} - 1
     * @return row of the shard
     */
    int row(int step, int i) {
        return rows[starts[step] + i];
    }

    /** Sums of the weights of this shard's rows, of each step. */
    public double[] weights(Shard shard) {
        double[] weights = new double[plan.steps()];
        for (int step = 0; step < weights.length; step++) {
            for (int i = 0; i < count(step); i++) {
                weights[step] += shard.weight(row(step, i));
            }
        }
        return weights;
    }
}
