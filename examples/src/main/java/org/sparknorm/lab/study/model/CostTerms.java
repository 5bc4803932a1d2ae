package org.sparknorm.lab.study.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparknorm.lab.study.measure.AggregationTree;
import org.sparknorm.sync.Collective;

/**
 * The terms that one synchronization consists of, counted: the cost model has a price for each term. All of it lies on
 * the critical path: what a driver does, or one slot for the tasks that it runs one after the other (its waves).
 *
 * @param terms counts by name, the same names for all synchronizations of a way
 * @param tasks number of tasks that the driver launches and hears of one by one, however many slots there are
 * @param journeys number of journeys of messages through the network, one after the other
 * @param networkBytes bytes that pass through the busiest machines, one after the other
 */
public record CostTerms(Map<String, Double> terms, double tasks, double journeys, double networkBytes) {

    /** Tasks of treeAggregate that a slot runs one after the other. */
    static final String TASK = "task";

    /** Larger results of a task the driver fetches by itself: Spark's spark.task.maxDirectResultSize. */
    private static final int DIRECT_BYTES = 1 << 20;

    /**
     * Counts the terms of a treeAggregate: one {@code job}; each {@code stage}; each {@code level} of executors that
     * merge; each {@code task} of a slot; {@code shuffleWrite} and {@code fetch}, files that a slot writes for the next
     * stage and sums that it fetches from where they were computed; {@code indirectResult}, sums too large to come with
     * a task's report, which the driver fetches; {@code sentByte} that a slot serializes; {@code nodeByte} that a slot
     * merges; {@code driverByte} that the driver merges. A stage needs two journeys, to launch tasks and to report, and
     * its shuffle two more, to ask and to answer.
     *
     * @param slots tasks that run at the same time
     * @param bytes size of one sum
     */
    public static CostTerms tree(AggregationTree tree, int slots, long bytes) {
        int all = 0;
        double waves = 0;
        double writes = 0;
        double nodeSums = 0;
        for (int stage = 0; stage < tree.stages(); stage++) {
            int tasks = tree.tasks().get(stage);
            double ofSlot = Math.ceil((double) tasks / slots);
            all += tasks;
            waves += ofSlot;
            writes += stage == tree.stages() - 1 ? 0 : ofSlot;
            nodeSums += stage == 0 ? 0 : ofSlot * tree.fanIn(stage);
        }
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("job", 1.0);
        terms.put("stage", (double) tree.stages());
        terms.put("level", (double) tree.levels());
        terms.put(TASK, waves);
        terms.put("shuffleWrite", writes);
        terms.put("fetch", nodeSums);
        terms.put("indirectResult", bytes >= DIRECT_BYTES ? (double) tree.driverSums() : 0);
        terms.put("sentByte", waves * bytes);
        terms.put("nodeByte", nodeSums * bytes);
        terms.put("driverByte", (double) tree.driverSums() * bytes);
        return new CostTerms(terms, all, 4.0 * tree.stages() - 2, (nodeSums + tree.driverSums()) * bytes);
    }

    /**
     * Counts the terms of a sum over the collective's ranks, which exchange whole arrays if they are two or the array
     * is small, and slices otherwise (reduce-scatter and all-gather): {@code round}s in which each waits for all,
     * {@code message}s that a rank takes in, {@code wireByte}s that a rank takes in, and likewise sends.
     *
     * @param bytes size of one rank's array
     */
    public static CostTerms collective(int ranks, long bytes) {
        double parts = Math.max(1, Math.ceil((double) bytes / Collective.partBytes()));
        boolean sliced = ranks > 2 && bytes >= Collective.slicedBytes();
        double rounds = sliced ? 2 * parts : parts;
        double wire = sliced ? 2.0 * bytes * (ranks - 1) / ranks : (double) bytes * (ranks - 1);
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("round", rounds);
        terms.put("message", rounds * (ranks - 1));
        terms.put("wireByte", wire);
        return new CostTerms(terms, 0, rounds, wire);
    }
}
