package org.sparknorm.nn;

import java.util.Arrays;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.sparknorm.network.Network;
import org.sparknorm.network.Normalization;
import org.sparknorm.param.Accepts;
import org.sparknorm.param.FluentParams;
import org.sparknorm.param.HasEpsilon;
import org.sparknorm.param.HasGroups;
import org.sparknorm.param.HasMomentum;

/**
 * The network, the shape of a row, and the norm. Groups are those of group norm; not set: the largest number of up to
 * 32 that divides the channels.
 *
 * @param <S> the stage
 */
public interface NetworkParams<S> extends HasGroups<S>, HasEpsilon<S>, HasMomentum<S> {

    /** The layers, as {@link Network} says; the last one has an output for each class. */
    default Param<String> network() {
        return new Param<>(
                uid(),
                "network",
                "layers, such as: dense 256, norm, relu, dense 10; the last has an output for each class",
                new Accepts<>(this, "network", "a network", text -> Network.parse(text) != null),
                String.class);
    }

    default String getNetwork() {
        return getOrDefault(network());
    }

    /** @throws IllegalArgumentException where the text does not parse: it says where */
    default S setNetwork(String value) {
        return FluentParams.with(this, network(), value);
    }

    default S setNetwork(Network value) {
        return setNetwork(value.toString());
    }

    /** Sizes of a row: (features) or (channels, height, width). Not set: as many features as a row has values. */
    default IntArrayParam inputShape() {
        return new IntArrayParam(
                this,
                "inputShape",
                "sizes of a row: (features) or (channels, height, width), channel-major; not set: the features that the"
                        + " first row has",
                new Accepts<>(
                        this,
                        "inputShape",
                        "one or three sizes of at least 1",
                        v -> (v.length == 1 || v.length == 3)
                                && Arrays.stream(v).allMatch(size -> size > 0)));
    }

    /** Returns null where it is not set. */
    default int[] getInputShape() {
        return isDefined(inputShape()) ? getOrDefault(inputShape()) : null;
    }

    default S setInputShape(int... value) {
        return FluentParams.with(this, inputShape(), value);
    }

    /** The norm that stands where the network says norm. */
    default Param<String> norm() {
        return new Param<>(
                uid(),
                "norm",
                "what stands where the network says norm: none, batch (each worker's own statistics), syncBatch (those"
                        + " of the whole global batch), layer, group or rms",
                new Accepts<>(
                        this,
                        "norm",
                        "one of none, batch, syncBatch, layer, group, rms",
                        kind -> NeuralNetSchema.NORMS.containsKey(kind)),
                String.class);
    }

    default String getNorm() {
        return getOrDefault(norm());
    }

    default S setNorm(String value) {
        return FluentParams.with(this, norm(), value);
    }

    /** Returns epsilon as it is set; not set: 1e-5, and 1e-6 for rms. */
    @Override
    default double getEpsilon() {
        return isSet(epsilon())
                ? (Double) getOrDefault(epsilon())
                : Normalization.of(NeuralNetSchema.NORMS.get(getNorm())).epsilon();
    }
}
