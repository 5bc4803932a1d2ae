package org.sparknorm.train;

import org.sparknorm.program.Program;
import org.sparknorm.program.StatisticsSums;
import org.sparknorm.program.Step;
import org.sparknorm.program.TooFewValuesException;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.BatchAssembler;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Shard;
import org.sparknorm.sync.Collective;

/** One worker's forward passes over its rows of every batch, for exact statistics. */
final class CollectiveStatistics {

    private final Program program;
    private final Variables variables;
    private final BatchAssembler assembler;
    private final EpochPlan plan;
    private final Collective collective;

    CollectiveStatistics(Program program, Variables variables, EpochPlan plan, Shard shard, Collective collective) {
        this.program = program;
        this.variables = variables;
        this.plan = plan;
        this.assembler =
                BatchAssembler.ofAll(shard, shard.order(plan), program.input().size());
        this.collective = collective;
    }

    /** Of all workers. */
    double[] run() {
        double[] sums = StatisticsSums.none(program);
        Step step = new Step(program);
        for (int s = 0; s < plan.steps(); s++) {
            if (pass(step, s) && StatisticsSums.counts(program, collective.rank())) {
                StatisticsSums.add(sums, step.statistics(), variables);
            }
        }
        collective.sum(sums, "statistics");
        return sums;
    }

    /** Forward; false if the batch has too few values to count. */
    private boolean pass(Step step, int s) {
        try {
            step.start(program, assembler.unlabeled(s), 1);
            for (double[] own = step.advance(program, variables); own != null; own = step.advance(program, variables)) {
                collective.sum(own, "batch " + s + " of the statistics");
                step.resume(own);
            }
            return true;
        } catch (TooFewValuesException e) {
            return false;
        }
    }
}
