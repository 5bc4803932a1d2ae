package org.sparknorm.lab.compare.trial;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.sparknorm.core.Finite;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.program.Batch;
import org.sparknorm.program.BatchStatistics;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.Variables;
import org.sparknorm.train.TrainingSettings;

/**
 * A training within one task, so that Spark can run hundreds of small ones side by side, and so that the loss curve of
 * one that diverges is there up to that step. All workers of the settings take their part of each batch here, one after
 * the other, and sum as {@link org.sparknorm.train.Trainer}'s do over the cluster.
 */
public final class LocalTraining {

    private final TrainingSettings settings;
    private final Program program;
    private final Pixels pixels;
    private final int[] order;
    private final Random shuffling;
    private final Variables variables;
    private final Optimizer optimizer;
    private final Step[] workers;
    private final float[][] features;
    private final int[][] labels;

    private int at;
    private double loss = Double.NaN;
    private double correct;
    private boolean diverged;

    /**
     * @param settings network, norm, batch size, rate, workers, seed; how many epochs is the caller's matter
     * @param pixels images
     * @param rows of the images to learn from, at least a batch
     */
    public LocalTraining(TrainingSettings settings, Pixels pixels, int[] rows) {
        if (rows.length < settings.batchSize()) {
            throw new IllegalArgumentException(
                    "batches of " + settings.batchSize() + " need as many rows, found " + rows.length);
        }
        this.settings = settings;
        this.program = settings.program();
        this.pixels = pixels;
        this.order = rows.clone();
        this.shuffling = new Random(settings.seed());
        this.variables = Variables.initial(program, settings.initialization(), settings.seed());
        this.optimizer = settings.solver().optimizer(program.parameters(), settings.weightDecay());
        int most = (settings.batchSize() + settings.workers() - 1) / settings.workers();
        this.features = new float[settings.workers()][most * pixels.size()];
        this.labels = new int[settings.workers()][most];
        this.workers = new Step[settings.workers()];
        Arrays.setAll(workers, worker -> new Step(program));
    }

    /** Trains on the next batch; false, and nothing more is learnt, once loss or gradient are not finite. */
    public boolean step() {
        if (diverged) {
            return false;
        }
        startBatch();
        exchange();
        sumUp();
        if (!Double.isFinite(loss) || !Finite.all(workers[0].gradients())) {
            diverged = true;
            return false;
        }
        variables.observe(workers[0].statistics(), settings.momentum());
        double rate = settings.schedule().rate(optimizer.steps());
        optimizer.update(variables.parameters(), workers[0].gradients(), program.decayed(), rate);
        return true;
    }

    /** Trains for so many steps, or until it diverges: the loss of each step that was finite. */
    public double[] steps(int count) {
        double[] losses = new double[count];
        int done = 0;
        while (done < count && step()) {
            losses[done++] = loss;
        }
        return Arrays.copyOf(losses, done);
    }

    private void startBatch() {
        int size = settings.batchSize();
        if (at + size > order.length || optimizer.steps() == 0) {
            Samples.shuffle(order, shuffling);
            at = 0;
        }
        for (int w = 0; w < workers.length; w++) {
            int from = at + w * size / workers.length;
            int to = at + (w + 1) * size / workers.length;
            workers[w].start(program, batch(w, from, to), size);
        }
        at += size;
    }

    /** Until no norm waits for sums. */
    private void exchange() {
        for (double[] sums = advance(); sums != null; sums = advance()) {
            for (Step worker : workers) {
                worker.resume(sums);
            }
        }
    }

    private double[] advance() {
        double[] total = null;
        for (Step worker : workers) {
            double[] own = worker.advance(program, variables);
            if (own != null) {
                total = total == null ? new double[own.length] : total;
                for (int i = 0; i < own.length; i++) {
                    total[i] += own[i];
                }
            }
        }
        return total;
    }

    /** Into the first worker's gradients. */
    private void sumUp() {
        float[] gradients = workers[0].gradients();
        loss = workers[0].loss();
        correct = workers[0].correct();
        for (int w = 1; w < workers.length; w++) {
            float[] own = workers[w].gradients();
            for (int i = 0; i < program.exchanged(); i++) {
                gradients[i] += own[i];
            }
            loss += workers[w].loss();
            correct += workers[w].correct();
        }
    }

    /** In arrays that serve all of a worker's batches. */
    private Batch batch(int worker, int from, int to) {
        for (int i = from; i < to; i++) {
            pixels.copy(order[i], features[worker], (i - from) * pixels.size());
            labels[worker][i - from] = pixels.label(order[i]);
        }
        return new Batch(features[worker], labels[worker], null, to - from);
    }

    /** Share of the last batch that got its label, 0 to 1. */
    public double batchAccuracy() {
        return correct / settings.batchSize();
    }

    public boolean diverged() {
        return diverged;
    }

    /** Parameters and running statistics; the arrays themselves. */
    public Variables variables() {
        return variables;
    }

    /** What the batch norms of the first worker found in the last batch. */
    public BatchStatistics statistics() {
        return workers[0].statistics();
    }

    /** Euclidean norm of the last gradient of each layer, by the layer's number and text. */
    public Map<String, Double> gradientNorms() {
        return program.gradientNorms(workers[0].gradients());
    }

    /** Share of the images that get their label, 0 to 1, see {@link Accuracy#ofBatches}. */
    public double accuracyOfBatches(Pixels images, int[] rows) {
        return Accuracy.ofBatches(program, variables, images, rows, settings.batchSize());
    }

    /** Share of the images that get their label, 0 to 1, by running statistics; guessing where training diverged. */
    public double accuracy(Pixels images, int[] rows) {
        return diverged ? Accuracy.GUESSING : Accuracy.of(program, variables, images, rows);
    }
}
