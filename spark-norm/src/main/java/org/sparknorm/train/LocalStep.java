package org.sparknorm.train;

import java.util.List;
import java.util.stream.Stream;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.core.Moments;
import org.sparknorm.network.NormKind;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.TooFewValuesException;
import org.sparknorm.program.Variables;

/** The steps of all workers in one thread, one worker after the other, and their sums in that order. */
final class LocalStep implements StepRunner {

    private final Program program;
    private final List<Step> workers;
    private List<List<Batch>> batches = List.of();

    LocalStep(Program program, int workers) {
        this.program = program;
        this.workers = Stream.generate(() -> new Step(program)).limit(workers).toList();
    }

    /**
     * Sets the batches of the next epoch.
     *
     * @param next parts of each step for all workers, an empty one if it has no rows
     * @return this
     * @throws IllegalArgumentException if a step has another number of parts, or one that does not fit the program
     */
    LocalStep over(List<List<Batch>> next) {
        for (List<Batch> parts : next) {
            if (parts.size() != workers.size()) {
                throw new IllegalArgumentException("found " + parts.size()
                        + " parts of a batch, expected one for each of " + workers.size() + " workers");
            }
            parts.forEach(part -> part.requireFits(program));
        }
        batches = next;
        return this;
    }

    @Override
    public double[] weights() {
        return batches.stream()
                .mapToDouble(parts -> parts.stream().mapToDouble(Batch::weight).sum())
                .toArray();
    }

    @Override
    public StepTotals run(int s, Variables variables, double divisor, Pass pass) {
        long begun = System.nanoTime();
        boolean train = pass == Pass.TRAIN;
        for (int w = 0; w < workers.size(); w++) {
            Batch part = batches.get(s).get(w);
            workers.get(w).start(program, train ? part : part.withoutLabels(), divisor);
        }
        int exchanges;
        try {
            exchanges = advance(variables);
        } catch (TooFewValuesException e) {
            return StepTotals.refused(1, e.getMessage(), new StepTotals.Times(StepTotals.Times.since(begun), 0, 0, 0));
        }
        sumGradients();
        double loss = workers.stream().mapToDouble(Step::loss).sum();
        double correct = workers.stream().mapToDouble(Step::correct).sum();
        StepTotals.Times times = new StepTotals.Times(StepTotals.Times.since(begun), 0, 0, exchanges);
        return train
                ? new StepTotals(loss, correct, gradients(), moments(), 0, null, times)
                : StepTotals.ofForward(moments(), times);
    }

    /** Runs all workers from exchange to exchange. Returns how many there were. */
    private int advance(Variables variables) {
        int exchanges = 0;
        while (advanceAll(variables)) {
            ChannelSums sums = workers.get(0).exchange();
            workers.stream().skip(1).forEach(worker -> sums.merge(worker.exchange()));
            workers.forEach(worker -> worker.resume(sums));
            exchanges++;
        }
        return exchanges;
    }

    private boolean advanceAll(Variables variables) {
        boolean waits = false;
        for (Step worker : workers) {
            waits = worker.advance(program, variables);
        }
        return waits;
    }

    /** Sums into the first worker's gradients. */
    private void sumGradients() {
        float[] sum = gradients();
        for (Step worker : workers.subList(1, workers.size())) {
            for (int i = 0; i < program.summedCount(); i++) {
                sum[i] += worker.gradients()[i];
            }
        }
    }

    /** Returns the gradients of the last batch. */
    float[] gradients() {
        return workers.get(0).gradients();
    }

    /** Returns what each batch norm found in the last batch, over all workers. */
    Moments[] moments() {
        Moments[] first = workers.get(0).moments();
        if (program.normalization().kind() != NormKind.BATCH) {
            return first;
        }
        Moments[] merged = StepTotals.copy(first);
        workers.stream().skip(1).forEach(worker -> StepTotals.merge(merged, worker.moments()));
        return merged;
    }
}
