package org.sparknorm.program;

import java.util.Arrays;
import java.util.List;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

/**
 * A network for one input shape and one kind of norm: its operations in order, and the place of its parameters.
 *
 * <p>All parameters stand in one flat array, and their gradients in another of the same layout: weights, then biases,
 * then gammas and betas. So what weight decay falls on is a prefix ({@link #weightCount}), and what workers have yet to
 * sum at the end of a step is a prefix, too ({@link #summedCount}).
 *
 * <p>Immutable, safe for all threads. Compiling is cheap and depends on its three arguments alone: send those to other
 * processes, not the program.
 */
public final class Program {

    private final Network network;
    private final Shape input;
    private final Normalization normalization;
    private final ParameterLayout layout;
    private final Op[] ops;
    private final int values;
    private final int depth;
    private final int norms;
    private final int firstTrainable;
    private final int classes;
    private final List<BatchNormOp> batchNorms;
    private final List<String> layers;

    /**
     * @param network layers to compile
     * @param input shape of a row of features
     * @param normalization norm that stands where the network says {@code norm}
     * @throws IllegalArgumentException if shapes do not fit (naming the layer, what it got and what it expects),
     *     channels do not divide into groups, the network does not end in scores of at least two classes, or nothing is
     *     to train
     */
    public Program(Network network, Shape input, Normalization normalization) {
        this.network = network;
        this.input = input;
        this.normalization = normalization;
        List<ShapedLayer> shaped = ShapedLayer.of(network, input);
        this.layout = new ParameterLayout(shaped, normalization);
        this.layers =
                layout.slices().stream().map(ParameterSlice::layer).distinct().toList();
        Compiler compiler = new Compiler(shaped, normalization, layout);
        this.ops = compiler.ops();
        this.values = compiler.values();
        this.depth = compiler.depth();
        this.norms = compiler.norms();
        this.firstTrainable = compiler.firstTrainableOp();
        this.classes = shaped.get(shaped.size() - 1).out().channels();
        this.batchNorms = Arrays.stream(ops)
                .filter(BatchNormOp.class::isInstance)
                .map(BatchNormOp.class::cast)
                .toList();
    }

    public Network network() {
        return network;
    }

    public Shape input() {
        return input;
    }

    public Normalization normalization() {
        return normalization;
    }

    public int classes() {
        return classes;
    }

    /** Returns the number of all parameters. */
    public int parameterCount() {
        return layout.length();
    }

    /** Returns the number of weights: they come first, and weight decay falls on them alone. */
    public int weightCount() {
        return layout.weights();
    }

    /**
     * Returns how many gradients, from the first, workers have to sum after a step. Of synchronized batch norm the
     * rest, gammas and betas, has been summed on the way already.
     */
    public int summedCount() {
        return normalization.kind() == NormKind.SYNC_BATCH ? layout.weightsAndBiases() : layout.length();
    }

    /** Returns all parameters by name, in the order of the flat array. */
    public List<ParameterSlice> slices() {
        return layout.slices();
    }

    /** Returns the channels of each batch norm, in the order of the network; empty for other norms. */
    public List<Integer> batchNormChannels() {
        return batchNorms.stream().map(BatchNormOp::channels).toList();
    }

    /**
     * Returns the number of rows that one set of batch statistics needs: 2 where a batch norm has one value a row,
     * otherwise 1.
     */
    public int leastRows() {
        return batchNorms.stream().anyMatch(norm -> norm.positions() == 1) ? 2 : 1;
    }

    List<BatchNormOp> batchNorms() {
        return batchNorms;
    }

    /** Returns number and text of each layer that has parameters, as in {@code 3 dense 128}. */
    public List<String> layers() {
        return layers;
    }

    /** Returns the Euclidean norm of the gradient of each of the {@link #layers}. */
    public double[] gradientNorms(float[] gradients) {
        double[] norms = new double[layers.size()];
        for (ParameterSlice slice : layout.slices()) {
            norms[layers.indexOf(slice.layer())] += squares(gradients, slice);
        }
        Arrays.setAll(norms, layer -> Math.sqrt(norms[layer]));
        return norms;
    }

    /** Adds in two sums side by side, so that an addition need not wait for the one before. */
    private static double squares(float[] gradients, ParameterSlice slice) {
        int end = slice.offset() + slice.length();
        double even = 0;
        double odd = 0;
        int i = slice.offset();
        for (; i < end - 1; i += 2) {
            even += (double) gradients[i] * gradients[i];
            odd += (double) gradients[i + 1] * gradients[i + 1];
        }
        return i < end ? even + odd + (double) gradients[i] * gradients[i] : even + odd;
    }

    Tape newTape() {
        return new Tape(values, norms, batchNorms.size(), depth, parameterCount());
    }

    Op op(int index) {
        return ops[index];
    }

    int opCount() {
        return ops.length;
    }

    /** Returns the op where backward ends: nothing before it has parameters. */
    int firstTrainableOp() {
        return firstTrainable;
    }

    /** Returns the value that holds the scores. */
    int scoresId() {
        return values - 1;
    }

    /**
     * Returns the classes that this package sends between processes, for serializers that must know them beforehand.
     */
    public static List<Class<?>> onTheWire() {
        return List.of(Step.class, Step.Phase.class, Tape.class, Batch.class, Variables.class);
    }
}
