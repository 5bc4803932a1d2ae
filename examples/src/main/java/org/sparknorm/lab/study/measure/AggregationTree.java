package org.sparknorm.lab.study.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The stages of one treeAggregate, as Spark 4.1's {@code RDD.treeAggregate} cuts them.
 *
 * @param tasks number of tasks of each stage, the partitions' first; the driver merges what the last stage leaves
 * @param levels number of levels of executors that merge sums of several tasks; 0: the driver alone merges
 */
public record AggregationTree(List<Integer> tasks, int levels) {

    /**
     * Finds the stages for a depth asked for, which Spark follows only where it spares the driver work: with
     * {@code scale = max(ceil(partitions^(1/depth)), 2)}, a level is added while {@code partitions > scale +
     * ceil(partitions / scale)}.
     *
     * @param finalOnExecutor one more stage of one task, where there is more than one sum to merge
     */
    public static AggregationTree of(int partitions, int depth, boolean finalOnExecutor) {
        List<Integer> tasks = new ArrayList<>();
        tasks.add(partitions);
        int scale = Math.max((int) Math.ceil(Math.pow(partitions, 1.0 / depth)), 2);
        int left = partitions;
        while (left > scale + Math.ceil((double) left / scale)) {
            left /= scale;
            tasks.add(left);
        }
        int levels = tasks.size() - 1;
        if (finalOnExecutor && left > 1) {
            tasks.add(1);
        }
        return new AggregationTree(List.copyOf(tasks), levels);
    }

    public int stages() {
        return tasks.size();
    }

    /** Returns the sums that come to the driver. */
    public int driverSums() {
        return tasks.get(tasks.size() - 1);
    }

    /** Returns the sums that each task of a later stage merges, in the mean. */
    public double fanIn(int stage) {
        return (double) tasks.get(stage - 1) / tasks.get(stage);
    }
}
