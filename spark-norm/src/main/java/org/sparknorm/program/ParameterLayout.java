package org.sparknorm.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.network.Layer;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;

/**
 * Where each layer's parameters stand in the flat array: all weights, then all biases, then gammas and betas. Weight
 * decay falls on the first part; what synchronized batch norm has summed already is the last.
 */
final class ParameterLayout {

    private final List<ParameterSlice> slices = new ArrayList<>();
    private final Map<String, Integer> offsets = new HashMap<>();
    private final int weights;
    private final int weightsAndBiases;
    private int length;

    ParameterLayout(List<ShapedLayer> layers, Normalization normalization) {
        layers.forEach(this::addWeights);
        weights = length;
        layers.forEach(this::addBias);
        weightsAndBiases = length;
        if (normalization.kind() != NormKind.NONE) {
            layers.forEach(layer -> addNorm(layer, normalization.kind()));
        }
    }

    private void addWeights(ShapedLayer layer) {
        if (layer.layer() instanceof Layer.Dense dense) {
            add(
                    layer,
                    ParameterSlice.Kind.WEIGHT,
                    dense.units(),
                    layer.in().size(),
                    layer.in().size(),
                    dense.units());
        } else if (layer.layer() instanceof Layer.Conv conv) {
            int window = conv.kernel() * conv.kernel();
            int fanIn = layer.in().channels() * window;
            add(layer, ParameterSlice.Kind.WEIGHT, conv.filters(), fanIn, fanIn, conv.filters() * window);
        }
    }

    private void addBias(ShapedLayer layer) {
        if (layer.layer() instanceof Layer.Dense || layer.layer() instanceof Layer.Conv) {
            add(layer, ParameterSlice.Kind.BIAS, layer.out().channels(), 1, 0, 0);
        }
    }

    private void addNorm(ShapedLayer layer, NormKind kind) {
        if (layer.layer() != Layer.Plain.NORM) {
            return;
        }
        boolean wholeRow = kind == NormKind.LAYER || kind == NormKind.RMS;
        int affine = wholeRow ? layer.in().size() : layer.in().channels();
        add(layer, ParameterSlice.Kind.GAMMA, affine, 1, 0, 0);
        if (kind != NormKind.RMS) {
            add(layer, ParameterSlice.Kind.BETA, affine, 1, 0, 0);
        }
    }

    private void add(ShapedLayer layer, ParameterSlice.Kind kind, int outputs, int inputs, int fanIn, int fanOut) {
        long size = (long) outputs * inputs;
        if (length + size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "layer " + layer.number() + " '" + layer.layer() + "': the parameters do not fit one array");
        }
        offsets.put(key(layer, kind), length);
        slices.add(new ParameterSlice(layer.name(), kind, length, (int) size, fanIn, fanOut));
        length += (int) size;
    }

    /** Returns the start of the layer's slice of that kind. */
    int offset(ShapedLayer layer, ParameterSlice.Kind kind) {
        return offsets.get(key(layer, kind));
    }

    private static String key(ShapedLayer layer, ParameterSlice.Kind kind) {
        return layer.number() + " " + kind;
    }

    List<ParameterSlice> slices() {
        return List.copyOf(slices);
    }

    /** Returns the end of the weights. */
    int weights() {
        return weights;
    }

    /** Returns the end of weights and biases. */
    int weightsAndBiases() {
        return weightsAndBiases;
    }

    /** Returns the end of all parameters. */
    int length() {
        return length;
    }
}
