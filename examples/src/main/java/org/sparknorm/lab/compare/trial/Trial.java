package org.sparknorm.lab.compare.trial;

import java.io.Serializable;
import java.util.Arrays;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.train.TrainingSettings;

/**
 * One training of many that differ in one thing: plain SGD without momentum, weight decay or warm-up, so that nothing
 * helps one side more than the other.
 *
 * @param network its text
 * @param norm norm that stands where the network says {@code norm}
 * @param groups number of groups of group norm
 * @param workers number of workers that share each batch
 * @param batch rows of it, of all workers
 * @param rate learning rate of all steps, or of the first
 * @param falling true if the rate falls to 0 over the steps, along half a cosine; otherwise it is the same in all
 * @param steps number of steps of the budget
 * @param rows number of rows of the training set to learn from
 * @param seed seed of initial weights, of which rows, and of their order
 */
public record Trial(
        String network,
        NormKind norm,
        int groups,
        int workers,
        int batch,
        double rate,
        boolean falling,
        int steps,
        int rows,
        long seed)
        implements Serializable {

    private static final int SIDE = 28;

    private static final int GROUPS = 4;
    private static final long BETWEEN_REPETITIONS = 1_000_000;

    /** Makes a trial of one pass over so many rows by one worker, at a constant rate, which comes later. */
    public static Trial of(String network, NormKind norm, int batch, int rows, long seed) {
        return new Trial(network, norm, GROUPS, 1, batch, 0, false, rows / batch, rows, seed);
    }

    public Trial withWorkers(int count) {
        return new Trial(network, norm, groups, count, batch, rate, falling, steps, rows, seed);
    }

    public Trial withNorm(NormKind other) {
        return new Trial(network, other, groups, workers, batch, rate, falling, steps, rows, seed);
    }

    public Trial withRate(double newRate) {
        return new Trial(network, norm, groups, workers, batch, newRate, falling, steps, rows, seed);
    }

    /** Returns the trial at a rate that falls to 0: the last weights are then not thrown about by the last batches. */
    Trial withFallingRate(double peak) {
        return new Trial(network, norm, groups, workers, batch, peak, true, steps, rows, seed);
    }

    public Trial withSteps(int count) {
        return new Trial(network, norm, groups, workers, batch, rate, falling, count, rows, seed);
    }

    /** Returns the same once more, with weights, rows and order of its own; 0: this one. No other seed has the same. */
    public Trial again(int repetition) {
        long other = seed + repetition * BETWEEN_REPETITIONS;
        return new Trial(network, norm, groups, workers, batch, rate, falling, steps, rows, other);
    }

    /** Before its first step. */
    public LocalTraining start(Samples samples) {
        return new LocalTraining(settings(), samples.train(), rows(samples));
    }

    /** Returns the rows to learn from, drawn by the seed. */
    public int[] rows(Samples samples) {
        return Arrays.copyOf(samples.shuffled(seed), rows);
    }

    /** So many other rows of the training set, to choose a rate by. */
    int[] otherRows(Samples samples, int count) {
        return Arrays.copyOfRange(samples.shuffled(seed), rows, rows + count);
    }

    /** Returns the settings without sync and epochs, which are for a trainer over the cluster. */
    public TrainingSettings settings() {
        Shape image = network.startsWith("conv") ? Shape.of(1, SIDE, SIDE) : Shape.of(SIDE * SIDE);
        return TrainingSettings.builder(Network.parse(network), image)
                .normalization(Normalization.of(norm).withGroups(groups))
                .batchSize(batch)
                .solver(Solver.sgd(0))
                .schedule(falling ? new Schedule.Cosine(rate, 0, steps) : new Schedule.Constant(rate, 0))
                .seed(seed)
                .workers(workers)
                .build();
    }
}
