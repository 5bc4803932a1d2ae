package org.sparknorm.weights;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;
import org.sparknorm.ml.SyncBatchNormModel;
import org.sparknorm.param.HasBeta;
import org.sparknorm.param.HasGamma;

/**
 * The norms of a file of weights, as stages that give the outputs which the framework gave: set their columns, and use
 * them. {@link NormTensors} is the way back.
 *
 * <pre>{@code
 * NormWeights weights = NormWeights.of(Safetensors.open("hdfs:///model.safetensors"), NormPreset.PYTORCH);
 * LayerNorm norm = weights.layerNorm("encoder.norm1").setInputCol("features");
 * }</pre>
 *
 * <p>A prefix is the name of a module: what stands before ".weight" or "/scale"; "" where tensors have bare names. One
 * that is not there is refused with those that are. A norm without affine part is one if it has running statistics.
 * Weights that no norm can have are refused: variances that are negative, NaN or infinite, integers, shapes that
 * differ.
 *
 * <p>Factors near 0 may be gamma - 1, as some models store them; a file does not say. The log then names the tensor,
 * unless {@link NormFormat#withWeightOffset} has decided.
 */
public final class NormWeights {

    private static final Logger LOG = LoggerFactory.getLogger(NormWeights.class);
    private static final double NEAR_ZERO = 0.25;

    private final Safetensors file;
    private final NormFormat format;

    private NormWeights(Safetensors file, NormFormat format) {
        this.file = file;
        this.format = format;
    }

    /** A file as a framework writes it by default. */
    public static NormWeights of(Safetensors file, NormPreset preset) {
        return of(file, NormFormat.of(preset));
    }

    public static NormWeights of(Safetensors file, NormFormat format) {
        return new NormWeights(file, format);
    }

    /** The layer norm of a module, over rows of as many elements as it has weights. */
    public LayerNorm layerNorm(String prefix) {
        StoredNorm stored = read(Norm.LAYER, prefix);
        LayerNorm stage = new LayerNorm().setEpsilon(format.epsilon(Norm.LAYER, stored.type()));
        return affine(stage, gamma(Norm.LAYER, prefix, stored), stored.beta());
    }

    /**
     * The RMS norm of a module.
     *
     * @throws IllegalArgumentException if it has a bias that is not 0, as Equinox's may: {@link RMSNorm} has no beta
     */
    public RMSNorm rmsNorm(String prefix) {
        StoredNorm stored = read(Norm.RMS, prefix);
        if (stored.beta() != null && Arrays.stream(stored.beta()).anyMatch(b -> b != 0)) {
            throw new IllegalArgumentException(file + ": '" + prefix
                    + "' has a bias that is not 0; RMSNorm has no beta, so that its outputs would differ");
        }
        return new RMSNorm()
                .setEpsilon(format.epsilon(Norm.RMS, stored.type()))
                .setGamma(gamma(Norm.RMS, prefix, stored));
    }

    /**
     * The group norm of a module. Its factors are one for each channel, or one for each group (ONNX before opset 21,
     * MXNet): the length decides.
     *
     * @throws IllegalArgumentException if they are neither, or if the framework's groups are not channels side by side
     */
    public GroupNorm groupNorm(String prefix, int channels, int groups) {
        format.requireNeighbouringGroups();
        StoredNorm stored = read(Norm.GROUP, prefix);
        GroupNorm stage = new GroupNorm()
                .setChannels(channels)
                .setGroups(groups)
                .setEpsilon(format.epsilon(Norm.GROUP, stored.type()));
        double[] gamma = gamma(Norm.GROUP, prefix, stored);
        return affine(
                stage, byChannel(prefix, gamma, channels, groups), byChannel(prefix, stored.beta(), channels, groups));
    }

    /** The batch norm of a module, with its running statistics. It has as many channels as they have values. */
    public SyncBatchNormModel batchNorm(String prefix) {
        StoredNorm stored = read(Norm.BATCH, prefix);
        SyncBatchNormModel model = ofStatistics(prefix, stored)
                .setEpsilon(format.epsilon(Norm.BATCH, stored.type()))
                .setChannels(stored.mean().length);
        if (format.preset() != null) {
            format.preset().momentum().ifPresent(model::setMomentum);
        }
        return affine(model, gamma(Norm.BATCH, prefix, stored), stored.beta());
    }

    private StoredNorm read(Norm norm, String prefix) {
        return StoredNorm.read(file, format.names(), norm, prefix);
    }

    private SyncBatchNormModel ofStatistics(String prefix, StoredNorm stored) {
        try {
            return SyncBatchNormModel.ofStatistics(stored.mean(), stored.variance());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": '" + prefix + "': " + e.getMessage(), e);
        }
    }

    /** Gamma of what is stored; null if nothing is. */
    private double[] gamma(Norm norm, String prefix, StoredNorm stored) {
        if (stored.gamma() == null) {
            return null;
        }
        if (norm != Norm.BATCH) {
            offsetWarning(prefix, stored.gamma()).ifPresent(LOG::warn);
        }
        return Arrays.stream(stored.gamma())
                .map(factor -> factor + format.weightOffset())
                .toArray();
    }

    /** What the log says of factors that may be gamma - 1; nothing if the format has decided. */
    Optional<String> offsetWarning(String prefix, double[] factors) {
        double mean = Arrays.stream(factors).average().orElse(1);
        if (format.decidesWeightOffset() || Math.abs(mean) >= NEAR_ZERO) {
            return Optional.empty();
        }
        return Optional.of(file + ": the factors of '" + prefix + "' have a mean of " + mean
                + "; NormFormat.withWeightOffset says whether the model stores gamma - 1 (1) or gamma (0)");
    }

    private double[] byChannel(String prefix, double[] values, int channels, int groups) {
        if (values == null || values.length == channels) {
            return values;
        }
        if (values.length != groups || channels % groups != 0) {
            throw new IllegalArgumentException(file + ": '" + prefix + "' has " + values.length
                    + " factors, expected one for each of " + channels + " channels or of " + groups + " groups");
        }
        double[] byChannel = new double[channels];
        Arrays.setAll(byChannel, c -> values[c / (channels / groups)]);
        return byChannel;
    }

    private static <S extends HasGamma<S> & HasBeta<S>> S affine(S stage, double[] gamma, double[] beta) {
        if (gamma != null) {
            stage.setGamma(gamma);
        }
        if (beta != null) {
            stage.setBeta(beta);
        }
        return stage;
    }
}
