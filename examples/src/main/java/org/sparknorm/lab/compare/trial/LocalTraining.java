package org.sparknorm.lab.compare.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sparknorm.core.Moments;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Variables;
import org.sparknorm.train.LocalTrainer;
import org.sparknorm.train.TrainingException;
import org.sparknorm.train.TrainingSettings;

/**
 * A training within one task, so that Spark can run hundreds of small ones side by side, and so that the loss curve of
 * one that diverges is there up to that step. All workers of the settings take their part of each batch, see
 * {@link LocalTrainer}.
 */
public final class LocalTraining {

    private final TrainingSettings settings;
    private final LocalTrainer trainer;
    private final Pixels pixels;
    private final int[] order;
    private final Random shuffling;
    private final float[][] features;
    private final int[][] labels;

    /** Where the next batch starts in the order; at first there is none, as after the last full batch. */
    private int at;

    private double batchAccuracy;
    private boolean diverged;

    /**
     * @param settings network, norm, batch size, rate, workers, seed; how many epochs is the caller's matter
     * @param pixels images
     * @param rows images to learn from, at least a batch
     */
    public LocalTraining(TrainingSettings settings, Pixels pixels, int[] rows) {
        int size = settings.optimization().batchSize();
        int workers = settings.workers().count();
        if (rows.length < size) {
            throw new IllegalArgumentException("batches of " + size + " need as many rows, found " + rows.length);
        }
        this.settings = settings;
        this.trainer = new LocalTrainer(settings);
        this.pixels = pixels;
        this.order = rows.clone();
        this.shuffling = new Random(settings.optimization().seed());
        this.at = order.length;
        int most = (size + workers - 1) / workers;
        this.features = new float[workers][most * pixels.size()];
        this.labels = new int[workers][most];
    }

    /** Trains on the next batch; false, and nothing more is learnt, once loss or gradient are not finite. */
    public boolean step() {
        if (diverged) {
            return false;
        }
        try {
            batchAccuracy = trainer.step(nextBatch()).accuracy();
        } catch (TrainingException e) {
            diverged = true;
        }
        return !diverged;
    }

    /** Trains for so many steps, or until it diverges: the loss of each step that was finite. */
    public double[] steps(int count) {
        double[] losses = new double[count];
        int done = 0;
        while (done < count && step()) {
            losses[done++] = trainer.lastStep().loss();
        }
        return Arrays.copyOf(losses, done);
    }

    private List<Batch> nextBatch() {
        int size = settings.optimization().batchSize();
        if (at + size > order.length) {
            Samples.shuffle(order, shuffling);
            at = 0;
        }
        List<Batch> parts = new ArrayList<>();
        for (int w = 0; w < features.length; w++) {
            parts.add(batch(w, at + w * size / features.length, at + (w + 1) * size / features.length));
        }
        at += size;
        return parts;
    }

    /** In arrays that serve all of a worker's batches. */
    private Batch batch(int worker, int from, int to) {
        for (int i = from; i < to; i++) {
            pixels.copy(order[i], features[worker], (i - from) * pixels.size());
            labels[worker][i - from] = pixels.label(order[i]);
        }
        return new Batch(features[worker], labels[worker], null, to - from);
    }

    /** Returns the share of the last batch that got its label, 0 to 1. */
    public double batchAccuracy() {
        return batchAccuracy;
    }

    public boolean diverged() {
        return diverged;
    }

    /** Returns parameters and running statistics: the arrays themselves. */
    public Variables variables() {
        return trainer.variables();
    }

    /** Returns what each batch norm found in the last batch, over all workers. */
    public Moments[] moments() {
        return trainer.moments();
    }

    /** Returns the euclidean norm of the last gradient of each layer, by the layer's number and text. */
    public Map<String, Double> gradientNorms() {
        return trainer.lastStep().gradientNorms();
    }

    /** Returns the share of the images that get their label, 0 to 1, see {@link Accuracy#ofBatches}. */
    double accuracyOfBatches(Pixels images, int[] rows) {
        int size = settings.optimization().batchSize();
        return Accuracy.ofBatches(settings.program(), variables(), images, rows, size);
    }

    /**
     * Returns the share of the images that get their label, 0 to 1, by running statistics; guessing where training
     * diverged.
     */
    public double accuracy(Pixels images, int[] rows) {
        return diverged ? Accuracy.GUESSING : Accuracy.of(settings.program(), variables(), images, rows);
    }
}
