package org.sparknorm.train;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparknorm.program.GradientNorms;
import org.sparknorm.program.Program;
import org.sparknorm.program.StatisticsSums;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shards;
import org.sparknorm.sync.TreeAggregate;

/** An epoch is a loop on the driver, which sends out the variables, sums by Spark jobs, and updates. */
final class TreeAggregateRunner implements EpochRunner {

    private static final double NANOS = 1e9;

    private final JavaSparkContext spark;
    private final TrainingSettings settings;
    private final Program program;
    private final Shards shards;
    private final TreeAggregate tree;

    TreeAggregateRunner(JavaSparkContext spark, TrainingSettings settings, Shards shards) {
        this.spark = spark;
        this.settings = settings;
        this.program = settings.program();
        this.shards = shards;
        this.tree = new TreeAggregate(settings.aggregationDepth());
    }

    @Override
    public EpochResult train(TrainingState state, EpochPlan plan) {
        EpochLog log = new EpochLog(plan.steps());
        double[] weights = shards.weighted() ? sumOfWeights(plan) : plan.weights();
        for (int s = 0; s < plan.steps(); s++) {
            step(state, plan, s, weights[s], log);
        }
        return new EpochResult(state.next(), log);
    }

    @Override
    public double[] statistics(Variables variables, EpochPlan plan) {
        double[] sums = StatisticsSums.none(program);
        Broadcast<Variables> fixed = spark.broadcast(variables);
        try {
            for (int s = 0; s < plan.steps(); s++) {
                double[] batch = new TreeAggregateStep(settings, tree, fixed)
                        .statistics(shards.parts(), plan, s, "NeuralNetClassifier: exact statistics, batch " + s)
                        .values();
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += batch[i];
                }
            }
            return sums;
        } finally {
            fixed.destroy();
        }
    }

    private void step(TrainingState state, EpochPlan plan, int s, double weight, EpochLog log) {
        long number = state.optimizer().steps();
        double rate = settings.schedule().rate(number);
        String description = settings.describe(plan.epoch()) + ", step " + number;
        Broadcast<Variables> variables = spark.broadcast(state.variables());
        try {
            TreeAggregateStep step = new TreeAggregateStep(settings, tree, variables);
            StepSums sums = step.train(shards.parts(), plan, s, EpochPlan.divisor(weight), description);
            if (sums.objection() != null) {
                throw new TrainingException(TrainingException.at(number, plan, sums.objection()));
            }
            long begun = System.nanoTime();
            double loss = sums.values()[0];
            float[] gradients = gradients(sums);
            double[] norms = GradientNorms.of(program, gradients);
            String divergence = TrainingException.divergence(loss, norms, rate, program.normalization());
            if (divergence != null) {
                throw new TrainingException(TrainingException.at(number, plan, divergence));
            }
            state.variables().observe(sums.statistics(), settings.momentum());
            state.optimizer().update(state.variables().parameters(), gradients, program.decayed(), rate);
            log.learned(s, loss, sums.values()[1], weight, rate, norms);
            double updating = (System.nanoTime() - begun) / NANOS;
            log.spent(s, step.computing() + updating, step.synchronizing(), step.waiting(), step.syncs());
        } finally {
            variables.destroy();
        }
    }

    private float[] gradients(StepSums sums) {
        float[] gradients = new float[program.parameters()];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (float) sums.values()[2 + i];
        }
        return gradients;
    }

    private double[] sumOfWeights(EpochPlan plan) {
        JavaRDD<StepSums> weights =
                shards.parts().map(shard -> StepSums.of(shard.order(plan).weights(shard)));
        return tree.merge(weights, StepSums.none(), settings.describe(plan.epoch()) + ", weights")
                .values();
    }
}
