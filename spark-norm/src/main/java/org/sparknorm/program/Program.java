package org.sparknorm.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

/**
 * A network for one input shape and one kind of norm: its operations in order, and the place of its parameters.
 *
 * <p>All parameters stand in one flat array, and their gradients in another of the same layout: weights, then biases,
 * then gammas and betas. So what weight decay falls on is a prefix ({@link #decayed}), and what workers have yet to sum
 * at the end of a step is a prefix, too ({@link #exchanged}).
 *
 * <p>Immutable, safe for all threads. Compiling is cheap and depends on its three arguments alone: send those to other
 * processes, not the program.
 */
public final class Program {

    private final Network network;
    private final Shape input;
    private final Normalization normalization;
    private final Layout layout;
    private final Op[] ops;
    private final int values;
    private final int depth;
    private final int norms;
    private final int firstTrainable;
    private final int classes;
    private final List<Integer> batchNormChannels;

    /**
     * @param network what to compile
     * @param input shape of a row of features
     * @param normalization what stands where the network says {@code norm}
     * @throws IllegalArgumentException if shapes do not fit (naming the layer, what it got and what it expects), channels
     *     do not divide into groups, the network does not end in scores of at least two classes, or nothing is to train
     */
    public Program(Network network, Shape input, Normalization normalization) {
        this.network = network;
        this.input = input;
        this.normalization = normalization;
        List<ShapedLayer> layers = ShapedLayer.of(network, input);
        this.layout = new Layout(layers, normalization);
        Compiler compiler = new Compiler(layers, normalization, layout);
        this.ops = compiler.ops();
        this.values = compiler.values();
        this.depth = compiler.depth();
        this.norms = compiler.norms();
        this.firstTrainable = compiler.firstTrainable();
        this.classes = layers.get(layers.size() - 1).out().channels();
        this.batchNormChannels = Arrays.stream(ops)
                .filter(BatchNormOp.class::isInstance)
                .map(op -> ((BatchNormOp) op).channels())
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

    /** Number of all parameters. */
    public int parameters() {
        return layout.length();
    }

    /** Number of weights: they come first, and weight decay falls on them alone. */
    public int decayed() {
        return layout.weights();
    }

    /**
     * How many gradients, from the first, workers have to sum after a step. Of synchronized batch norm the rest, gammas
     * and betas, has been summed on the way already.
     */
    public int exchanged() {
        return normalization.kind() == NormKind.SYNC_BATCH ? layout.weightsAndBiases() : layout.length();
    }

    /** All parameters by name, in the order of the flat array. */
    public List<Slice> slices() {
        return layout.slices();
    }

    /** Channels of each batch norm, in the order of the network; empty for other norms. */
    public List<Integer> batchNormChannels() {
        return batchNormChannels;
    }

    /** Euclidean norm of the gradient of each layer that has parameters, by the layer's number and text. */
    public Map<String, Double> gradientNorms(float[] gradients) {
        Map<String, Double> squares = new LinkedHashMap<>();
        for (Slice slice : layout.slices()) {
            squares.merge(slice.layer(), squares(gradients, slice), Double::sum);
        }
        squares.replaceAll((layer, sum) -> Math.sqrt(sum));
        return squares;
    }

    /** In two sums side by side, so that an addition need not wait for the one before. */
    private static double squares(float[] gradients, Slice slice) {
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
        return new Tape(values, norms, batchNormChannels.size(), depth, parameters());
    }

    Op op(int index) {
        return ops[index];
    }

    int ops() {
        return ops.length;
    }

    /** The op where backward ends: nothing before it has parameters. */
    int firstTrainable() {
        return firstTrainable;
    }

    /** The value that holds the scores. */
    int scores() {
        return values - 1;
    }
}
