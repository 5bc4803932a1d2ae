package org.sparknorm.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.sparknorm.network.Layer;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

/** Writes layers with shapes as a linear list of operations. */
final class Compiler {

    private final Normalization normalization;
    private final ParameterLayout layout;
    private final List<Op> ops = new ArrayList<>();
    private final Deque<Integer> forks = new ArrayDeque<>();
    private int values = 1;
    private int norms;
    private int depth;
    private int firstTrainable = -1;

    /**
     * The value that the next op reads, and whether it may not write over it: the input, and what a fork reads again.
     */
    private int current;

    private boolean shared = true;

    Compiler(List<ShapedLayer> layers, Normalization normalization, ParameterLayout layout) {
        this.normalization = normalization;
        this.layout = layout;
        layers.forEach(this::add);
        if (firstTrainable < 0) {
            throw new IllegalArgumentException("the network has no layer with parameters, expected at least one");
        }
    }

    private void add(ShapedLayer layer) {
        Layer what = layer.layer();
        if (what instanceof Layer.Dense dense) {
            addDense(layer, dense);
        } else if (what instanceof Layer.Conv conv) {
            addConv(layer, conv);
        } else if (what instanceof Layer.MaxPool pool) {
            int in = current;
            ops.add(new MaxPoolOp(in, newValue(), layer.in(), pool.size(), layer.out()));
        } else if (what instanceof Layer.Residual) {
            addResidual(layer);
        } else {
            addPlain(layer);
        }
    }

    private void addDense(ShapedLayer layer, Layer.Dense dense) {
        boolean inputGradient = noteTrainable();
        int weight = layout.offset(layer, ParameterSlice.Kind.WEIGHT);
        int bias = layout.offset(layer, ParameterSlice.Kind.BIAS);
        int in = current;
        ops.add(new DenseOp(in, newValue(), layer.in().size(), dense.units(), weight, bias, inputGradient));
    }

    private void addConv(ShapedLayer layer, Layer.Conv conv) {
        boolean inputGradient = noteTrainable();
        int weight = layout.offset(layer, ParameterSlice.Kind.WEIGHT);
        int bias = layout.offset(layer, ParameterSlice.Kind.BIAS);
        Im2Col im2col = new Im2Col(layer.in(), conv.kernel(), conv.stride(), layer.out());
        int in = current;
        ops.add(new ConvOp(in, newValue(), im2col, conv.filters(), weight, bias, inputGradient));
    }

    private void addPlain(ShapedLayer layer) {
        Shape shape = layer.in();
        int in = current;
        switch ((Layer.Plain) layer.layer()) {
            case AVGPOOL -> ops.add(new AveragePoolOp(in, newValue(), shape.channels(), shape.positions()));
            case FLATTEN -> {
                // The same values in the same order.
            }
            case RELU -> ops.add(new ReluOp(in, shared ? newValue() : in, shape.size()));
            case GELU -> ops.add(new GeluOp(in, newValue(), shape.size()));
            case NORM -> {
                if (normalization.kind() != NormKind.NONE) {
                    addNorm(layer);
                }
            }
        }
    }

    private void addNorm(ShapedLayer layer) {
        Shape shape = layer.in();
        noteTrainable();
        int gamma = layout.offset(layer, ParameterSlice.Kind.GAMMA);
        int in = current;
        if (normalization.kind().isBatch()) {
            int beta = layout.offset(layer, ParameterSlice.Kind.BETA);
            int channels = shape.channels();
            int positions = shape.positions();
            ops.add(new BatchNormOp(
                    layer.name(), in, newValue(), norms++, channels, positions, normalization, gamma, beta));
            return;
        }
        boolean group = normalization.kind() == NormKind.GROUP;
        if (group && shape.channels() % normalization.groupsOf(shape.channels()) != 0) {
            throw new IllegalArgumentException("layer " + layer.number() + " 'norm': got " + shape
                    + ", expected channels that divide into " + normalization.groups() + " groups");
        }
        int beta = normalization.kind() == NormKind.RMS ? -1 : layout.offset(layer, ParameterSlice.Kind.BETA);
        int channels = group ? shape.channels() : shape.size();
        int positions = shape.size() / channels;
        ops.add(new RowNormOp(
                in, newValue(), norms++, normalization.rowNorm(shape.channels()), channels, positions, gamma, beta));
    }

    private void addResidual(ShapedLayer layer) {
        int size = layer.in().size();
        if (layer.forks()) {
            ops.add(new ForkOp(size, forks.size()));
            forks.push(current);
            depth = Math.max(depth, forks.size());
            shared = true;
        } else {
            int skipped = forks.pop();
            int branch = current;
            ops.add(new JoinOp(skipped, branch, newValue(), size, forks.size()));
        }
    }

    /** Makes a new value, the output of the op at hand: from now on the current one. */
    private int newValue() {
        shared = false;
        current = values++;
        return current;
    }

    /** Notes that the op at hand has parameters. Returns false for the first: nobody needs its input's gradient. */
    private boolean noteTrainable() {
        if (firstTrainable >= 0) {
            return true;
        }
        firstTrainable = ops.size();
        return false;
    }

    Op[] ops() {
        return ops.toArray(Op[]::new);
    }

    int values() {
        return values;
    }

    int norms() {
        return norms;
    }

    /** Returns how many residuals stand within each other at most. */
    int depth() {
        return depth;
    }

    /** Returns the op where backward ends. */
    int firstTrainableOp() {
        return firstTrainable;
    }
}
