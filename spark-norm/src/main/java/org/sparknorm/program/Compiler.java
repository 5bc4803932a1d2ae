package org.sparknorm.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.sparknorm.network.Layer;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

/** From layers with shapes to a linear list of operations. */
final class Compiler {

    private final Normalization normalization;
    private final Layout layout;
    private final List<Op> ops = new ArrayList<>();
    private final Deque<Integer> forks = new ArrayDeque<>();
    private int values = 1;
    private int norms;
    private int depth;
    private int firstTrainable = -1;

    /** The value that the next op reads, and whether it may not write over it: the input, and what a fork reads again. */
    private int current;

    private boolean shared = true;

    Compiler(List<ShapedLayer> layers, Normalization normalization, Layout layout) {
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
            boolean first = trains();
            ops.add(new DenseOp(
                    current,
                    next(),
                    layer.in().size(),
                    dense.units(),
                    layout.offset(layer, Slice.Kind.WEIGHT),
                    layout.offset(layer, Slice.Kind.BIAS),
                    !first));
        } else if (what instanceof Layer.Conv conv) {
            boolean first = trains();
            ops.add(new ConvOp(
                    current,
                    next(),
                    new Window(layer.in(), conv.kernel(), conv.stride(), layer.out()),
                    conv.filters(),
                    layout.offset(layer, Slice.Kind.WEIGHT),
                    layout.offset(layer, Slice.Kind.BIAS),
                    !first));
        } else if (what instanceof Layer.MaxPool pool) {
            ops.add(new MaxPoolOp(current, next(), layer.in(), pool.size(), layer.out()));
        } else if (what instanceof Layer.Residual) {
            addResidual(layer);
        } else {
            addPlain(layer);
        }
    }

    private void addPlain(ShapedLayer layer) {
        Shape in = layer.in();
        switch ((Layer.Plain) layer.layer()) {
            case AVGPOOL -> ops.add(new AveragePoolOp(current, next(), in.channels(), in.positions()));
            case FLATTEN -> {
                // The same values in the same order.
            }
            case RELU -> ops.add(new ReluOp(current, shared ? next() : current, in.size()));
            case GELU -> ops.add(new GeluOp(current, next(), in.size()));
            case NORM -> {
                if (normalization.kind() != NormKind.NONE) {
                    addNorm(layer);
                }
            }
        }
    }

    private void addNorm(ShapedLayer layer) {
        Shape in = layer.in();
        trains();
        int gamma = layout.offset(layer, Slice.Kind.GAMMA);
        if (normalization.kind().isBatch()) {
            int beta = layout.offset(layer, Slice.Kind.BETA);
            ops.add(new BatchNormOp(
                    layer.name(), current, next(), norms++, in.channels(), in.positions(), normalization, gamma, beta));
            return;
        }
        boolean group = normalization.kind() == NormKind.GROUP;
        if (group && in.channels() % normalization.groupsOf(in.channels()) != 0) {
            throw new IllegalArgumentException("layer " + layer.number() + " 'norm': got " + in + ", expected channels"
                    + " that divide into " + normalization.groups() + " groups");
        }
        int beta = normalization.kind() == NormKind.RMS ? -1 : layout.offset(layer, Slice.Kind.BETA);
        int channels = group ? in.channels() : in.size();
        int positions = in.size() / channels;
        ops.add(new RowNormOp(
                current, next(), norms++, normalization.rowNorm(in.channels()), channels, positions, gamma, beta));
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
            ops.add(new JoinOp(skipped, current, next(), size, forks.size()));
        }
    }

    /** Takes a new value for the output of the op at hand; as Java evaluates in order, its input is read before. */
    private int next() {
        shared = false;
        return current = values++;
    }

    /** Notes that the op at hand has parameters; true if it is the first, so that nobody needs its input's gradient. */
    private boolean trains() {
        boolean first = firstTrainable < 0;
        if (first) {
            firstTrainable = ops.size();
        }
        return first;
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

    /** Residuals within residuals. */
    int depth() {
        return depth;
    }

    /** The op where backward ends. */
    int firstTrainable() {
        return firstTrainable;
    }
}
