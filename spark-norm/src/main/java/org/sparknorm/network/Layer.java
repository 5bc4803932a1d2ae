package org.sparknorm.network;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A layer of a {@link Network}: what a person writes, before shapes are known. {@code toString} is its text. */
public sealed interface Layer extends Serializable {

    /** Every unit a weighted sum of the row, plus a bias. An image is taken as one row. */
    record Dense(int units) implements Layer {
        public Dense {
            positive(units, "dense", "units");
        }

        @Override
        public String toString() {
            return "dense " + units;
        }
    }

    /** Square filters over an image, with bias, zero padding of {@code kernel / 2}, and output every {@code stride}. */
    record Conv(int filters, int kernel, int stride) implements Layer {
        public Conv {
            positive(filters, "conv", "filters");
            positive(kernel, "conv", "kernel");
            positive(stride, "conv", "stride");
            if (kernel % 2 == 0) {
                throw new IllegalArgumentException("conv: an odd kernel is expected, found " + kernel);
            }
        }

        @Override
        public String toString() {
            return "conv " + filters + " " + kernel + (stride == 1 ? "" : " stride " + stride);
        }
    }

    /** The largest of each square of {@code size} by {@code size}; what does not fill a square is left out. */
    record MaxPool(int size) implements Layer {
        public MaxPool {
            positive(size, "maxpool", "size");
        }

        @Override
        public String toString() {
            return "maxpool " + size;
        }
    }

    /** The layers without numbers. */
    enum Plain implements Layer {
        /** The mean of each channel over its positions: global average pooling. */
        AVGPOOL,
        /** An image becomes a row of features; a norm that follows sees each element as its own channel. */
        FLATTEN,
        /** {@code max(x, 0)}. */
        RELU,
        /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))} (Hendrycks and Gimpel 2016). */
        GELU,
        /** The place of a norm; its kind is chosen when the network is compiled, see {@link Normalization}. */
        NORM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code x + branch(x)}; the branch keeps the shape. */
    record Residual(List<Layer> branch) implements Layer {
        public Residual {
            branch = List.copyOf(branch);
            notEmpty(branch, "residual");
        }

        @Override
        public String toString() {
            return "residual(" + text(branch) + ")";
        }
    }

    /** The layers one after another, {@code times} times, each time with parameters of their own. */
    record Repeat(int times, List<Layer> layers) implements Layer {
        public Repeat {
            layers = List.copyOf(layers);
            positive(times, "repetition", "times");
            notEmpty(layers, "repetition");
        }

        @Override
        public String toString() {
            return times + " x " + (layers.size() == 1 ? layers.get(0) : "(" + text(layers) + ")");
        }
    }

    /** Returns the text of layers one after another. */
    static String text(List<Layer> layers) {
        return layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
    }

    private static void positive(int value, String layer, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(layer + ": " + name + " must be at least 1, found " + value);
        }
    }

    private static void notEmpty(List<Layer> layers, String layer) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(layer + ": at least one layer is expected inside");
        }
    }
}
