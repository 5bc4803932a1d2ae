package org.sparknorm.lab.study.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sparknorm.lab.report.Quantiles;
import org.sparknorm.lab.study.training.TrainingPoint;

/**
 * From which size of a model on synchronizing costs little of a training step on a larger cluster. Computing grows with
 * parameters and rows per worker, at the rate that training of the largest network showed; more workers share larger
 * batches (weak scaling). So it outgrows the sums of statistics, which grow with the width, but not those of gradients,
 * which grow as it does: more rows per worker make them cheap, not a larger model. Gradients travel as Trainer sends
 * them: floats by the collective, doubles by treeAggregate.
 */
public final class StepPredictions {

    /** Hidden layers of the network. */
    public static final int HIDDEN = 4;

    /** The share of a step that synchronizing should stay below. */
    public static final double LITTLE = 0.05;

    private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192, 16_384);
    private static final List<MethodSettings> TREES =
            List.of(MethodSettings.tree(1), MethodSettings.tree(2), MethodSettings.tree(3), MethodSettings.tree(4));

    private final Predictions predictions;
    private final Cluster cluster;
    private final OptionalDouble microsPerParameterAndRow;

    /** @param training points that were measured; of none, computing is not known */
    public StepPredictions(CostModel model, List<TrainingPoint> training, Cluster cluster) {
        this.predictions = new Predictions(model, cluster);
        this.cluster = cluster;
        this.microsPerParameterAndRow = rate(training);
    }

    /** Returns a prediction of each way, cluster and width. */
    public List<StepPrediction> all() {
        List<StepPrediction> all = new ArrayList<>();
        for (int executors : Predictions.EXECUTORS) {
            for (int width : WIDTHS) {
                Stream.of(best(TREES, executors, width), best(List.of(MethodSettings.COLLECTIVE), executors, width))
                        .flatMap(Optional::stream)
                        .forEach(all::add);
            }
        }
        return all;
    }

    /**
     * Finds, of steps from the smallest model to the largest, the first of which a share is little; none if there is
     * none.
     */
    public static Optional<StepPrediction> cheapest(
            List<StepPrediction> steps, Function<StepPrediction, Double> share) {
        return steps.stream()
                .filter(step -> share.apply(step) != null && share.apply(step) < LITTLE)
                .findFirst();
    }

    private Optional<StepPrediction> best(List<MethodSettings> plans, int executors, int width) {
        return predictions
                .prices(plans.get(0).way())
                .flatMap(prices -> plans.stream()
                        .map(plan -> step(plan, prices, executors, width))
                        .min(Comparator.comparing(StepPrediction::syncMicros)));
    }

    private StepPrediction step(MethodSettings plan, String prices, int executors, int width) {
        long parameters = (long) HIDDEN * width * width;
        long gradients = parameters * (plan.equals(MethodSettings.COLLECTIVE) ? Float.BYTES : Double.BYTES);
        double norm = predictions.micros(plan, prices, executors, predictions.bytes(prices, width));
        double statistics = 2 * HIDDEN * norm;
        double both = statistics + predictions.micros(plan, prices, executors, gradients);
        Double compute = microsPerParameterAndRow.isEmpty()
                ? null
                : (Double) (microsPerParameterAndRow.getAsDouble() * parameters * cluster.rowsPerWorker());
        return new StepPrediction(
                plan.way(),
                plan.depth(),
                executors,
                width,
                parameters,
                statistics,
                both - statistics,
                both * (1 / LITTLE - 1),
                compute,
                share(statistics, compute),
                share(both, compute));
    }

    private static Double share(double sync, Double compute) {
        return compute == null ? null : (Double) (sync / (compute + sync));
    }

    /** Returns the median of the largest networks that were trained. */
    private static OptionalDouble rate(List<TrainingPoint> training) {
        List<TrainingPoint> measured =
                training.stream().filter(point -> point.skipped() == null).toList();
        long most = measured.stream().mapToLong(TrainingPoint::parameters).max().orElse(0);
        double[] rates = measured.stream()
                .filter(point -> point.parameters() == most)
                .mapToDouble(point -> point.computeMicros() / most / ((double) point.batchSize() / point.workers()))
                .toArray();
        return rates.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.median(rates));
    }
}
