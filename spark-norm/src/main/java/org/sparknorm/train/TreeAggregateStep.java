package org.sparknorm.train;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.BatchAssembler;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.sync.TreeAggregate;

/**
 * One step of all workers, a Spark job for each exchange. Between jobs the workers' states are persisted; the lineage of
 * a state goes back to the rows through this step's exchanges only, whose sums its functions hold.
 */
final class TreeAggregateStep {

    private static final double NANOS = 1e9;

    private final TrainingSettings settings;
    private final TreeAggregate tree;
    private final Broadcast<Variables> variables;
    private double computing;
    private double synchronizing;
    private double waiting;
    private int syncs;

    TreeAggregateStep(TrainingSettings settings, TreeAggregate tree, Broadcast<Variables> variables) {
        this.settings = settings;
        this.tree = tree;
        this.variables = variables;
    }

    /** Trains a batch: the sums at the end of the step. */
    StepSums train(JavaRDD<Shard> shards, EpochPlan plan, int step, double divisor, String description) {
        return run(
                shards.map(start(settings, variables, plan, step, divisor, true)),
                sumsOfTraining(settings),
                description);
    }

    /** Passes a batch forward: its statistics. */
    StepSums statistics(JavaRDD<Shard> shards, EpochPlan plan, int step, String description) {
        return run(
                shards.map(start(settings, variables, plan, step, 1, false)),
                sumsOfStatistics(settings, variables),
                description);
    }

    private StepSums run(JavaRDD<WorkerState> first, Function<WorkerState, StepSums> toSums, String description) {
        JavaRDD<WorkerState> states = first.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            StepSums sums = sum(states.map(toSums), description);
            while (sums.waits()) {
                JavaRDD<WorkerState> next =
                        states.map(resume(settings, variables, sums.values())).persist(StorageLevel.MEMORY_AND_DISK());
                JavaRDD<WorkerState> done = states;
                states = next;
                sums = sum(states.map(toSums), description);
                done.unpersist(false);
            }
            return sums;
        } finally {
            states.unpersist(false);
        }
    }

    private StepSums sum(JavaRDD<StepSums> sums, String description) {
        long begun = System.nanoTime();
        StepSums all = tree.merge(sums, StepSums.none(), description + ", exchange " + syncs++);
        double mean = all.nanos() / NANOS / settings.workers();
        double slowest = all.slowestNanos() / NANOS;
        computing += mean;
        waiting += slowest - mean;
        synchronizing += Math.max(0, (System.nanoTime() - begun) / NANOS - slowest);
        return all;
    }

    /** Seconds of all workers' work, in the mean. */
    double computing() {
        return computing;
    }

    /** Seconds of jobs in which not even the slowest worker worked. */
    double synchronizing() {
        return synchronizing;
    }

    /** Seconds from the end of a worker's work to the end of the slowest's, in the mean. */
    double waiting() {
        return waiting;
    }

    /** Exchanges. */
    int syncs() {
        return syncs;
    }

    // Static, so that the tasks take along what they are given and nothing of the driver.

    private static Function<Shard, WorkerState> start(
            TrainingSettings settings,
            Broadcast<Variables> variables,
            EpochPlan plan,
            int step,
            double divisor,
            boolean labeled) {
        return shard -> {
            long begun = System.nanoTime();
            Program program = settings.program();
            BatchAssembler assembler =
                    BatchAssembler.of(shard, shard.order(plan), program.input().size(), step);
            Step started = new Step(program);
            started.start(program, labeled ? assembler.labeled(step) : assembler.unlabeled(step), divisor);
            return WorkerState.advanced(shard.worker(), started, program, variables.value(), begun);
        };
    }

    private static Function<WorkerState, WorkerState> resume(
            TrainingSettings settings, Broadcast<Variables> variables, double[] summed) {
        return state -> state.resumed(summed, settings.program(), variables.value());
    }

    private static Function<WorkerState, StepSums> sumsOfTraining(TrainingSettings settings) {
        return state -> StepSums.ofTraining(state, settings.program());
    }

    private static Function<WorkerState, StepSums> sumsOfStatistics(
            TrainingSettings settings, Broadcast<Variables> variables) {
        return state -> StepSums.ofStatistics(state, settings.program(), variables.value());
    }
}
