package org.sparknorm.train;

import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparknorm.core.Moments;
import org.sparknorm.network.NormKind;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.shard.Shards;
import org.sparknorm.sync.BarrierFunction;
import org.sparknorm.sync.BarrierStage;
import org.sparknorm.sync.Collective;

/**
 * Runs the loop in every worker at once: an epoch is one barrier stage. Every worker applies the same update to its own
 * variables, so only sums travel. If a worker is lost, Spark runs the stage again from the state that was broadcast.
 */
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
            List<EpochResult> workers =
                    stage.run(shards.parts(), epoch(settings, plan, start), settings.describe(plan.epoch()));
            EpochLog log =
                    EpochLog.ofWorkers(workers.stream().map(EpochResult::log).toList());
            return workers.stream()
                    .map(EpochResult::refusal)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(refusal -> EpochResult.stopped(log, refusal))
                    .orElseGet(() -> EpochResult.of(workers.get(0).state(), log));
        } finally {
            start.destroy();
        }
    }

    @Override
    public Moments[] statistics(Variables variables, EpochPlan plan) {
        Broadcast<Variables> fixed = spark.broadcast(variables);
        try {
            List<Moments[]> workers = stage.run(
                    shards.parts(), statistics(settings, plan, fixed), "NeuralNetClassifier: exact statistics");
            Moments[] pooled = StepTotals.copy(workers.get(0));
            if (settings.normalization().kind() != NormKind.SYNC_BATCH) {
                workers.stream().skip(1).forEach(own -> StepTotals.merge(pooled, own));
            }
            return pooled;
        } finally {
            fixed.destroy();
        }
    }

    // Static, so that the tasks take along what they are given and nothing of the driver.

    private static BarrierFunction<Shard, EpochResult> epoch(
            TrainingSettings settings, EpochPlan plan, Broadcast<TrainingState> start) {
        return (shard, collective) -> {
            EpochResult result =
                    loop(settings, plan, shard, collective).train(start.value().copy(settings));
            return shard.worker() == 0 ? result : result.withoutState();
        };
    }

    private static BarrierFunction<Shard, Moments[]> statistics(
            TrainingSettings settings, EpochPlan plan, Broadcast<Variables> fixed) {
        return (shard, collective) -> loop(settings, plan, shard, collective).statistics(fixed.value());
    }

    private static EpochLoop loop(TrainingSettings settings, EpochPlan plan, Shard shard, Collective collective) {
        Program program = settings.program();
        return new EpochLoop(settings, program, plan, new CollectiveStep(program, plan, shard, collective));
    }
}
