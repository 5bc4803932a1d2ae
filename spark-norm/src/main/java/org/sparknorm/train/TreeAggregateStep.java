package org.sparknorm.train;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.BatchAssembler;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.shard.Shards;
import org.sparknorm.sync.Persisted;
import org.sparknorm.sync.TreeAggregate;

/**
 * The steps of all workers by Spark jobs, one for each exchange: the driver sends out the variables and gets the sums.
 * Between jobs the workers' states are persisted; the lineage of a state goes back to the rows through its own step's
 * exchanges only, whose sums its functions hold.
 */
final class TreeAggregateStep implements StepRunner {

    private final JavaSparkContext spark;
    private final TrainingSettings settings;
    private final Shards shards;
    private final EpochPlan plan;
    private final TreeAggregate tree;

    // Of the step at hand.
    private double computing;
    private double synchronizing;
    private double waiting;
    private int exchanges;

    TreeAggregateStep(JavaSparkContext spark, TrainingSettings settings, Shards shards, EpochPlan plan) {
        this.spark = spark;
        this.settings = settings;
        this.shards = shards;
        this.plan = plan;
        this.tree = new TreeAggregate(settings.workers().aggregationDepth());
    }

    @Override
    public double[] weights() {
        if (!shards.weighted()) {
            return plan.weights();
        }
        EpochPlan epoch = plan;
        JavaRDD<StepSums> weights = shards.parts().map(shard -> StepSums.of(shard.weights(epoch)));
        return tree.merge(weights, new StepSums(), settings.describe(plan.epoch()) + ", weights")
                .totals();
    }

    @Override
    public StepTotals run(int s, Variables variables, double divisor, Pass pass) {
        computing = 0;
        synchronizing = 0;
        waiting = 0;
        exchanges = 0;
        Broadcast<Variables> broadcast = spark.broadcast(variables);
        try {
            JavaRDD<WorkerState> started = shards.parts().map(start(settings, broadcast, plan, s, divisor, pass));
            String description = pass == Pass.TRAIN
                    ? settings.describe(plan.epoch()) + ", step " + plan.number(s)
                    : "NeuralNetClassifier: exact statistics, batch " + s;
            StepSums sums = run(started, broadcast, pass, description);
            return sums.toTotals(pass, new StepTotals.Times(computing, synchronizing, waiting, exchanges));
        } finally {
            broadcast.destroy();
        }
    }

    private StepSums run(JavaRDD<WorkerState> started, Broadcast<Variables> variables, Pass pass, String description) {
        JavaRDD<WorkerState> states = started.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            StepSums sums = sum(states.map(toSums(settings, pass)), description);
            while (sums.exchange() != null) {
                JavaRDD<WorkerState> next = states.map(resume(settings, variables, sums.exchange()))
                        .persist(StorageLevel.MEMORY_AND_DISK());
                try {
                    sums = sum(next.map(toSums(settings, pass)), description);
                } finally {
                    Persisted.release(states);
                    states = next;
                }
            }
            return sums;
        } finally {
            Persisted.release(states);
        }
    }

    /** Runs one job. Seconds in which not even the slowest worker worked went into synchronizing. */
    private StepSums sum(JavaRDD<StepSums> sums, String description) {
        long begun = System.nanoTime();
        StepSums all = tree.merge(sums, new StepSums(), description + ", exchange " + exchanges++);
        double mean = StepTotals.Times.seconds(all.nanos()) / settings.workers().count();
        double slowest = StepTotals.Times.seconds(all.slowestNanos());
        computing += mean;
        waiting += slowest - mean;
        synchronizing += Math.max(0, StepTotals.Times.since(begun) - slowest);
        return all;
    }

    // Static, so that the tasks take along what they are given and nothing of the driver.

    private static Function<Shard, WorkerState> start(
            TrainingSettings settings,
            Broadcast<Variables> variables,
            EpochPlan plan,
            int step,
            double divisor,
            Pass pass) {
        return shard -> {
            long begun = System.nanoTime();
            Program program = settings.program();
            BatchAssembler assembler =
                    BatchAssembler.of(shard, plan, program.input().size(), step);
            Step started = new Step(program);
            boolean train = pass == Pass.TRAIN;
            started.start(program, train ? assembler.labeled(step) : assembler.unlabeled(step), divisor);
            return WorkerState.advanced(shard.worker(), started, program, variables.value(), begun);
        };
    }

    private static Function<WorkerState, WorkerState> resume(
            TrainingSettings settings, Broadcast<Variables> variables, ChannelSums summed) {
        return state -> state.resumed(summed, settings.program(), variables.value());
    }

    private static Function<WorkerState, StepSums> toSums(TrainingSettings settings, Pass pass) {
        return state -> StepSums.of(state, settings.program(), pass);
    }
}
