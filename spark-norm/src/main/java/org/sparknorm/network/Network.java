package org.sparknorm.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A network as a person writes it: layers in order, without shapes and without numbers. The typed builder and the text
 * say the same and convert into each other.
 *
 * <pre>
 * Network.parse("conv 16 3, norm, relu, maxpool 2, flatten, dense 128, norm, relu, dense 10")
 * Network.empty().conv(16, 3).norm().relu().maxPool(2).flatten().dense(128).norm().relu().dense(10)
 * </pre>
 *
 * The text:
 *
 * <pre>
 * network = layer {"," layer}
 * layer   = "dense" UNITS | "conv" FILTERS KERNEL ["stride" N] | "maxpool" SIZE
 *         | "avgpool" | "flatten" | "relu" | "gelu" | "norm"
 *         | "residual" "(" network ")"
 *         | TIMES "x" (layer | "(" network ")")
 * </pre>
 *
 * A hundred residual layers are one line. The norm before the branch (pre-norm) stands inside it, the norm after the
 * sum (post-norm) outside:
 *
 * <pre>
 * dense 64, 100 x residual(norm, dense 64, relu), dense 10
 * dense 64, 100 x (residual(dense 64, relu), norm), dense 10
 * </pre>
 *
 * @param layers layers in the order of the forward pass
 */
public record Network(List<Layer> layers) implements Serializable {

    public Network {
        layers = List.copyOf(layers);
    }

    /** Returns a network without layers, to build on. */
    public static Network empty() {
        return new Network(List.of());
    }

    /**
     * Reads the text of a network.
     *
     * @throws IllegalArgumentException naming the column, what was found there and what is expected
     */
    public static Network parse(String text) {
        return new Network(new NetworkParser(text).parse());
    }

    public Network dense(int units) {
        return with(new Layer.Dense(units));
    }

    public Network conv(int filters, int kernel) {
        return conv(filters, kernel, 1);
    }

    public Network conv(int filters, int kernel, int stride) {
        return with(new Layer.Conv(filters, kernel, stride));
    }

    public Network maxPool(int size) {
        return with(new Layer.MaxPool(size));
    }

    public Network avgPool() {
        return with(Layer.Plain.AVGPOOL);
    }

    public Network flatten() {
        return with(Layer.Plain.FLATTEN);
    }

    public Network relu() {
        return with(Layer.Plain.RELU);
    }

    public Network gelu() {
        return with(Layer.Plain.GELU);
    }

    public Network norm() {
        return with(Layer.Plain.NORM);
    }

    /** Adds {@code x + branch(x)}, as in {@code residual(branch -> branch.norm().dense(64).relu())}. */
    public Network residual(UnaryOperator<Network> branch) {
        return with(new Layer.Residual(branch.apply(empty()).layers));
    }

    /** Adds the layers {@code times} times. */
    public Network repeat(int times, UnaryOperator<Network> layers) {
        return with(new Layer.Repeat(times, layers.apply(empty()).layers));
    }

    private Network with(Layer layer) {
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(layer);
        return new Network(longer);
    }

    /** Returns the text that {@link #parse} reads back. */
    @Override
    public String toString() {
        return Layer.text(layers);
    }
}
