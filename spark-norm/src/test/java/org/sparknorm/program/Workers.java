package org.sparknorm.program;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.optim.Sgd;

/** Training on several workers in one thread: sums of exchanges and gradients taken by hand, in rank order. */
public final class Workers {

    final Program program;
    public final Variables variables;
    private final Optimizer optimizer;
    private final List<Step> steps;
    public double loss;
    public double correct;
    public float[] gradients;
    int exchanges;

    public Workers(Program program, int workers, long seed) {
        this(program, workers, Variables.initial(program, Initialization.HE, seed));
    }

    public Workers(Program program, int workers, Variables variables) {
        this.program = program;
        this.variables = variables;
        this.optimizer = new Sgd(program.parameters(), 0.9, 1e-4);
        this.steps =
                IntStream.range(0, workers).mapToObj(rank -> new Step(program)).toList();
    }

    /** One step over batches, one for each worker. */
    public void step(List<Batch> batches, double rate) {
        double weight = batches.stream().mapToDouble(Batch::weight).sum();
        for (int rank = 0; rank < steps.size(); rank++) {
            steps.get(rank).start(program, batches.get(rank), weight);
        }
        exchanges = 0;
        for (List<double[]> sums = advance(); sums.get(0) != null; sums = advance()) {
            exchanges++;
            double[] all = sum(sums);
            steps.forEach(step -> step.resume(all.clone()));
        }
        loss = steps.stream().mapToDouble(Step::loss).sum();
        correct = steps.stream().mapToDouble(Step::correct).sum();
        gradients = steps.get(0).gradients().clone();
        for (Step step : steps.subList(1, steps.size())) {
            for (int i = 0; i < program.exchanged(); i++) {
                gradients[i] += step.gradients()[i];
            }
        }
        variables.observe(steps.get(0).statistics(), 0.1);
        optimizer.update(variables.parameters(), gradients, program.decayed(), rate);
    }

    private List<double[]> advance() {
        return steps.stream().map(step -> step.advance(program, variables)).collect(Collectors.toList());
    }

    static double[] sum(List<double[]> all) {
        double[] sum = all.get(0).clone();
        for (double[] other : all.subList(1, all.size())) {
            Arrays.setAll(sum, i -> sum[i] + other[i]);
        }
        return sum;
    }

    /** Rows of a Gaussian for each class around a mean of its own, scaled and off center, with weights around one. */
    public static Batch randomRows(Program program, int rows, long seed) {
        Random random = new Random(seed);
        Random centers = new Random(77);
        int size = program.input().size();
        float[][] center = new float[program.classes()][size];
        for (float[] c : center) {
            for (int i = 0; i < size; i++) {
                c[i] = (float) centers.nextGaussian();
            }
        }
        float[] features = new float[rows * size];
        int[] labels = new int[rows];
        double[] weights = new double[rows];
        for (int r = 0; r < rows; r++) {
            labels[r] = random.nextInt(program.classes());
            weights[r] = 0.5 + random.nextDouble();
            for (int i = 0; i < size; i++) {
                features[r * size + i] = (float) (0.5 + center[labels[r]][i] + 1.5 * random.nextGaussian());
            }
        }
        return new Batch(features, labels, weights, rows);
    }

    /** The rows of a batch, dealt out in order. */
    static List<Batch> split(Program program, Batch batch, int... rows) {
        int size = program.input().size();
        Batch[] parts = new Batch[rows.length];
        int from = 0;
        for (int rank = 0; rank < rows.length; rank++) {
            int to = from + rows[rank];
            int[] labels = new int[rows[rank]];
            double[] weights = new double[rows[rank]];
            for (int r = from; r < to; r++) {
                labels[r - from] = batch.label(r);
                weights[r - from] = batch.weight(r);
            }
            parts[rank] = new Batch(
                    Arrays.copyOfRange(batch.features(), from * size, to * size), labels, weights, rows[rank]);
            from = to;
        }
        return List.of(parts);
    }

    /** Euclidean norm of the difference, relative to that of the expected. */
    public static double difference(float[] actual, float[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }

    public static double difference(double[] actual, double[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
