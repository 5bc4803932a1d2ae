package org.sparknorm.program;

import java.util.ArrayList;
import java.util.List;
import org.sparknorm.network.Layer;
import org.sparknorm.network.Network;
import org.sparknorm.network.Shape;

/**
 * A layer in its place: repetitions written out, shapes known and checked. A residual stands twice, where its branch
 * forks off ({@code forks}) and where the two join again.
 */
record ShapedLayer(int number, Layer layer, Shape in, Shape out, boolean forks) {

    /** More layers than anyone means. */
    private static final int MAX_LAYERS = 10_000;

    String name() {
        return number + " " + layer;
    }

    /** Returns all layers of the network for rows of the given shape; numbers count from 1. */
    static List<ShapedLayer> of(Network network, Shape input) {
        Walk walk = new Walk();
        Shape output = walk.through(network.layers(), input);
        if (output.positions() != 1 || output.channels() < 2) {
            throw new IllegalArgumentException("the network gives " + output
                    + " for a row, expected one score for each of at least 2 classes: end it with dense CLASSES");
        }
        return walk.layers;
    }

    private static final class Walk {
        private final List<ShapedLayer> layers = new ArrayList<>();
        private int number;

        Shape through(List<Layer> sequence, Shape shape) {
            for (Layer layer : sequence) {
                shape = through(layer, shape);
            }
            return shape;
        }

        private Shape through(Layer layer, Shape in) {
            if (layer instanceof Layer.Repeat repeat) {
                Shape shape = in;
                for (int i = 0; i < repeat.times(); i++) {
                    shape = through(repeat.layers(), shape);
                }
                return shape;
            }
            if (++number > MAX_LAYERS) {
                throw new IllegalArgumentException("the network has more than " + MAX_LAYERS + " layers");
            }
            if (layer instanceof Layer.Residual residual) {
                int own = number;
                layers.add(new ShapedLayer(own, layer, in, in, true));
                Shape branch = through(residual.branch(), in);
                if (!branch.equals(in)) {
                    throw misfit(own, layer, "the branch gives " + branch + ", expected " + in + " as it got");
                }
                layers.add(new ShapedLayer(own, layer, in, in, false));
                return in;
            }
            Shape out = output(layer, in);
            layers.add(new ShapedLayer(number, layer, in, out, false));
            return out;
        }

        private Shape output(Layer layer, Shape in) {
            if (layer instanceof Layer.Dense dense) {
                return Shape.of(dense.units());
            }
            if (layer instanceof Layer.Conv conv) {
                if (in.positions() == 1 && conv.kernel() > 1) {
                    throw misfit(number, layer, "got " + in + ", expected an image (channels, height, width)");
                }
                return new Shape(
                        conv.filters(), (in.height() - 1) / conv.stride() + 1, (in.width() - 1) / conv.stride() + 1);
            }
            if (layer instanceof Layer.MaxPool pool) {
                if (in.height() < pool.size() || in.width() < pool.size()) {
                    throw misfit(
                            number,
                            layer,
                            "got " + in + ", expected an image of at least " + pool.size() + "x" + pool.size());
                }
                return new Shape(in.channels(), in.height() / pool.size(), in.width() / pool.size());
            }
            return switch ((Layer.Plain) layer) {
                case AVGPOOL -> Shape.of(in.channels());
                case FLATTEN -> Shape.of(in.size());
                case RELU, GELU, NORM -> in;
            };
        }

        private static IllegalArgumentException misfit(int number, Layer layer, String message) {
            return new IllegalArgumentException("layer " + number + " '" + layer + "': " + message);
        }
    }
}
