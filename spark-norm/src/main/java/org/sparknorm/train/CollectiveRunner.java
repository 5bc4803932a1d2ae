package org.sparknorm.train;

import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.shard.Shards;
import org.sparknorm.sync.BarrierFunction;
import org.sparknorm.sync.BarrierStage;

/** An epoch is one barrier stage. If a worker is lost, Spark runs the stage again from the state that was broadcast. */
final class CollectiveRunner implements EpochRunner {

    private final JavaSparkContext spark;
    private final BarrierStage stage;
    private final TrainingSettings settings;
    private final Shards shards;

    CollectiveRunner(JavaSparkContext spark, BarrierStage stage, TrainingSettings settings, Shards shards) {
        this.spark = spark;
        this.stage = stage;
        this.settings = settings;
        this.shards = shards;
    }

    @Override
    public EpochResult train(TrainingState state, EpochPlan plan) {
        Broadcast<TrainingState> start = spark.broadcast(state);
        try {
            List<RankResult> results =
                    stage.run(shards.parts(), epoch(settings, plan, start), settings.describe(plan.epoch()));
            String failure = results.stream()
                    .map(RankResult::failure)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (failure != null) {
                throw new TrainingException(failure);
            }
            return new EpochResult(
                    results.get(0).state(),
                    EpochLog.ofWorkers(results.stream().map(RankResult::log).toList()));
        } finally {
            start.destroy();
        }
    }

    @Override
    public double[] statistics(Variables variables, EpochPlan plan) {
        Broadcast<Variables> fixed = spark.broadcast(variables);
        try {
            return stage.run(shards.parts(), statistics(settings, plan, fixed), "NeuralNetClassifier: exact statistics")
                    .get(0);
        } finally {
            fixed.destroy();
        }
    }

    // Static, so that the tasks take along what they are given and nothing of the driver.

    private static BarrierFunction<Shard, RankResult> epoch(
            TrainingSettings settings, EpochPlan plan, Broadcast<TrainingState> start) {
        return (shard, collective) ->
                new CollectiveEpoch(settings, plan, start.value().copy(settings), shard, collective).run();
    }

    private static BarrierFunction<Shard, double[]> statistics(
            TrainingSettings settings, EpochPlan plan, Broadcast<Variables> fixed) {
        return (shard, collective) ->
                new CollectiveStatistics(settings.program(), fixed.value(), plan, shard, collective).run();
    }
}
