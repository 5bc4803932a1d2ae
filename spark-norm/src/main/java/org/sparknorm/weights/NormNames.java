package org.sparknorm.weights;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the tensors of a norm are called under its prefix. Of several names for one thing the first is written, and all
 * are read.
 *
 * @param gamma the factors; those of an RMS norm are {@code rms}
 * @param mean the running mean; none where the framework keeps it without a name
 * @param variance the running variance; likewise
 * @param separator what is written between prefix and name; "." and "/" are read
 */
record NormNames(
        List<String> gamma,
        List<String> rms,
        List<String> beta,
        List<String> mean,
        List<String> variance,
        String separator) {

    static final NormNames TORCH = of(".", "weight", "bias", "running_mean", "running_var");
    static final NormNames KERAS = new NormNames(
            List.of("gamma"),
            List.of("scale"),
            List.of("beta"),
            List.of("moving_mean"),
            List.of("moving_variance"),
            "/");

    static final NormNames FLAX = of("/", "scale", "bias", "mean", "var");
    static final NormNames HAIKU = of("/", "scale", "offset", "~/mean_ema/average", "~/var_ema/average");
    static final NormNames EQUINOX =
            new NormNames(List.of("weight"), List.of("weight"), List.of("bias"), List.of(), List.of(), ".");
    static final NormNames ONNX = new NormNames(
            List.of("scale", "Scale"),
            List.of("scale"),
            List.of("B", "bias"),
            List.of("input_mean"),
            List.of("input_var"),
            ".");
    static final NormNames PADDLE = of(".", "weight", "bias", "_mean", "_variance");
    static final NormNames MINDSPORE = new NormNames(
            List.of("gamma"),
            List.of("gamma"),
            List.of("beta"),
            List.of("mean", "moving_mean"),
            List.of("variance", "moving_variance"),
            ".");
    static final NormNames GAMMA_BETA = of(".", "gamma", "beta", "running_mean", "running_var");
    static final NormNames DJL = of(".", "gamma", "beta", "runningMean", "runningVar");

    /** Names of which each thing has one. */
    static NormNames of(String separator, String gamma, String beta, String mean, String variance) {
        return new NormNames(
                List.of(gamma), List.of(gamma), List.of(beta), List.of(mean), List.of(variance), separator);
    }

    /** All names of all presets, for a file of which nobody says where it is from. */
    static NormNames any() {
        return new NormNames(
                all(NormNames::gamma),
                all(names -> join(List.of(names.rms(), names.gamma()))),
                all(NormNames::beta),
                all(NormNames::mean),
                all(NormNames::variance),
                ".");
    }

    /** Names of the factors of a norm. */
    List<String> gamma(Norm norm) {
        return norm == Norm.RMS ? rms : gamma;
    }

    /** Names of the tensor without which there is no such norm: statistics, or factors. */
    List<String> required(Norm norm) {
        return norm == Norm.BATCH ? mean : gamma(norm);
    }

    /** The places where a tensor of some name under a prefix may be. */
    static Stream<String> under(String prefix, List<String> names) {
        return names.stream()
                .flatMap(name ->
                        prefix.isEmpty() ? Stream.of(name) : Stream.of(prefix + "." + name, prefix + "/" + name));
    }

    private static List<String> all(Function<NormNames, List<String>> names) {
        return join(Arrays.stream(NormPreset.values())
                .map(preset -> names.apply(preset.names()))
                .toList());
    }

    private static List<String> join(Collection<List<String>> names) {
        return names.stream().flatMap(List::stream).distinct().toList();
    }
}
