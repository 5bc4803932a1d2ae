package org.sparknorm.train;

import java.io.Serializable;
import java.util.List;

/** How training went, step by step and epoch by epoch; after a resume, from there on. */
public final class TrainingSummary implements org.apache.spark.ml.classification.TrainingSummary, Serializable {

    private static final long serialVersionUID = 1L;

    private final List<StepReport> steps;
    private final List<EpochReport> epochs;
    private final int workers;
    private final double runningDistance;

    /**
     * @param steps steps in order
     * @param epochs epochs in order
     * @param workers number of tasks that shared each global batch
     * @param runningDistance see {@link #runningDistance()}
     */
    public TrainingSummary(List<StepReport> steps, List<EpochReport> epochs, int workers, double runningDistance) {
        this.steps = List.copyOf(steps);
        this.epochs = List.copyOf(epochs);
        this.workers = workers;
        this.runningDistance = runningDistance;
    }

    /** Returns the steps in order. */
    public List<StepReport> steps() {
        return steps;
    }

    /** Returns the epochs in order. */
    public List<EpochReport> epochs() {
        return epochs;
    }

    /** Returns the number of tasks that shared each global batch. */
    public int workers() {
        return workers;
    }

    /**
     * Returns how far the running means of batch norm are from those of the last batch, in standard deviations of the
     * channel where they are farthest, beyond what chance explains. About 0 is well; from a half on, predict with
     * statistics that {@code recalibrate} takes anew.
     */
    public double runningDistance() {
        return runningDistance;
    }

    /** The mean loss of each epoch, in order. */
    @Override
    public double[] objectiveHistory() {
        return epochs.stream().mapToDouble(EpochReport::loss).toArray();
    }

    /** The number of epochs. */
    @Override
    public int totalIterations() {
        return epochs.size();
    }
}
