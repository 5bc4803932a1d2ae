package org.sparknorm.train;

import java.util.List;
import org.sparknorm.core.Moments;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;

/**
 * Trains in the calling thread, without Spark, on batches that the caller puts together: for many small trainings side
 * by side, and for looking at a training between its steps. All workers of the settings take their part of each batch,
 * one after the other, and sum as {@link Trainer}'s do over a cluster. Each step is an epoch of its own; epochs, sync
 * and checkpoints of the settings are not looked at.
 *
 * <p>Not thread-safe.
 */
public final class LocalTrainer {

    private final TrainingSettings settings;
    private final Program program;
    private final LocalStep step;
    private TrainingState state;
    private StepReport report;

    /**
     * @param settings network to train, and how
     * @throws IllegalArgumentException if the network does not fit the input's shape, see {@link Program}
     */
    public LocalTrainer(TrainingSettings settings) {
        this.settings = settings;
        this.program = settings.program();
        this.step = new LocalStep(program, settings.workers().count());
        this.state = TrainingState.initial(settings, program);
    }

    /**
     * Trains on the next batch.
     *
     * @param parts rows of each worker, an empty batch where one has none
     * @return loss and accuracy
     * @throws TrainingException if a loss is not finite, or the batch has too few values for batch norm; variables stay
     *     as they are
     * @throws IllegalArgumentException if the number of parts is not that of workers, or one does not fit the network
     */
    public EpochReport step(List<Batch> parts) {
        long begun = System.nanoTime();
        int rows = Math.max(1, parts.stream().mapToInt(Batch::rows).sum());
        EpochPlan plan = new EpochPlan(rows, rows, settings.optimization().seed(), state.epoch() + 1, 1);
        EpochResult result = new EpochLoop(settings, program, plan, step.over(List.of(parts))).train(state);
        List<StepReport> reports = result.log().steps(plan, program);
        report = reports.isEmpty() ? report : reports.get(0);
        if (result.state() == null) {
            throw new TrainingException(result.refusal());
        }
        state = result.state();
        return EpochReport.of(plan, result.log(), reports, StepTotals.Times.since(begun));
    }

    /**
     * Returns the variables with exact statistics in place of running ones, as {@link Trainer#recalibrate} does.
     *
     * @param batches rows of each worker, for each batch
     * @throws IllegalArgumentException if no batch has two values per channel, or as in {@link #step}
     */
    public Variables recalibrate(List<List<Batch>> batches) {
        EpochPlan plan =
                new EpochPlan(batches.size(), 1, settings.optimization().seed(), 1, 1);
        Moments[] exact = new EpochLoop(settings, program, plan, step.over(batches)).statistics(state.variables());
        return state.variables().withStatistics(exact);
    }

    /** Returns the report of the last step that had a loss, be it finite or not; null before the first. */
    public StepReport lastStep() {
        return report;
    }

    /** Returns what each batch norm found in the last batch, over all workers. */
    public Moments[] moments() {
        return step.moments();
    }

    /** Returns the gradients of the last step: the array itself, free again for the next one. */
    float[] gradients() {
        return step.gradients();
    }

    /** Returns parameters and running statistics: the arrays themselves. */
    public Variables variables() {
        return state.variables();
    }
}
