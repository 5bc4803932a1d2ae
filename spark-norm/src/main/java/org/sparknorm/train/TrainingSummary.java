package org.sparknorm.train;

import java.io.Serializable;
import java.util.List;

/** How training went, step by step and epoch by epoch; after a resume, from there on. */
public final class TrainingSummary implements org.apache.spark.ml.classification.TrainingSummary, Serializable {

    private static final long serialVersionUID = 1L;

    private final List<StepReport> steps;
    private final List<EpochReport> epochs;

    public TrainingSummary(List<StepReport> steps, List<EpochReport> epochs) {
        this.steps = List.copyOf(steps);
        this.epochs = List.copyOf(epochs);
    }

    /** Returns the steps in order. */
    public List<StepReport> steps() {
        return steps;
    }

    /** Returns the epochs in order. */
    public List<EpochReport> epochs() {
        return epochs;
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
