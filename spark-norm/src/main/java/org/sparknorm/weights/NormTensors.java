package org.sparknorm.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.ml.GroupNorm;
import org.sparknorm.ml.LayerNorm;
import org.sparknorm.ml.RMSNorm;
import org.sparknorm.ml.SyncBatchNormModel;

/**
 * What to store so that a framework's layer gives the outputs of a stage: tensors by name, for
 * {@link Safetensors#write}. {@link NormWeights} is the way back.
 *
 * <p>A file has no place for epsilon. A batch norm is stored for the framework's own, in evaluation: gamma takes up the
 * difference. Other norms must have the framework's epsilon, or the one that {@link NormFormat#withEpsilon} names,
 * which the framework's layer must then be made with.
 */
public final class NormTensors {

    private final NormPreset preset;
    private final NormFormat format;
    private final TensorType type;

    private NormTensors(NormFormat format, TensorType type) {
        this.preset = format.preset();
        this.format = format;
        this.type = type;
    }

    /** For a framework's layers as they are by default, as floats. */
    public static NormTensors to(NormPreset preset) {
        return to(NormFormat.of(preset), TensorType.F32);
    }

    /** @throws IllegalArgumentException if the format is of no framework, or the type counts */
    public static NormTensors to(NormFormat format, TensorType type) {
        if (format.preset() == null || !type.isFloating()) {
            throw new IllegalArgumentException(
                    "found " + type + " for " + format.preset() + ", expected a floating type and a framework");
        }
        return new NormTensors(format, type);
    }

    public Map<String, Tensor> of(String prefix, LayerNorm stage) {
        requireEpsilon(stage.uid(), Norm.LAYER, stage.getEpsilon());
        return affine(prefix, Norm.LAYER, stage.uid(), 0, stage.getGamma(), stage.getBeta());
    }

    public Map<String, Tensor> of(String prefix, RMSNorm stage) {
        requireEpsilon(stage.uid(), Norm.RMS, stage.getEpsilon());
        return affine(prefix, Norm.RMS, stage.uid(), 0, stage.getGamma(), null);
    }

    public Map<String, Tensor> of(String prefix, GroupNorm stage) {
        format.requireNeighbouringGroups();
        requireEpsilon(stage.uid(), Norm.GROUP, stage.getEpsilon());
        return affine(prefix, Norm.GROUP, stage.uid(), stage.getChannels(), stage.getGamma(), stage.getBeta());
    }

    /** Running statistics as they are, and the gamma with which the framework's epsilon gives the model's outputs. */
    public Map<String, Tensor> of(String prefix, SyncBatchNormModel model) {
        NormNames names = format.names();
        if (names.mean().isEmpty()) {
            throw new IllegalArgumentException(preset + " has no names for running statistics");
        }
        double[] mean = model.runningMean();
        double[] variance = model.runningVariance();
        double[] gamma = model.getGamma() == null ? filled(mean.length, 1) : model.getGamma();
        double theirs = format.epsilon(Norm.BATCH, type);
        double ours = model.getEpsilon();
        if (theirs != ours) {
            double[] of = gamma;
            gamma = new double[of.length];
            Arrays.setAll(gamma, c -> of[c] * Math.sqrt((variance[c] + theirs) / (variance[c] + ours)));
        }
        Map<String, Tensor> tensors = affine(prefix, Norm.BATCH, model.uid(), mean.length, gamma, model.getBeta());
        put(tensors, name(prefix, names.mean()), Norm.BATCH, mean);
        put(tensors, name(prefix, names.variance()), Norm.BATCH, variance);
        return tensors;
    }

    /** Gamma and beta, ones and zeros where they are not set but of a known size. */
    private Map<String, Tensor> affine(
            String prefix, Norm norm, String uid, int channels, double[] gamma, double[] beta) {
        int size = gamma != null ? gamma.length : beta != null ? beta.length : channels;
        if (size == 0) {
            throw new IllegalArgumentException(uid + ": neither gamma nor beta is set: there is nothing to store");
        }
        double[] factors = gamma == null ? filled(size, 1) : gamma;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        put(
                tensors,
                name(prefix, format.names().gamma(norm)),
                norm,
                Arrays.stream(factors)
                        .map(factor -> factor - format.weightOffset())
                        .toArray());
        if (norm != Norm.RMS || preset == NormPreset.EQUINOX) {
            put(tensors, name(prefix, format.names().beta()), norm, beta == null ? filled(size, 0) : beta);
        }
        return tensors;
    }

    private void put(Map<String, Tensor> tensors, String name, Norm norm, double[] values) {
        boolean keepsDimensions = preset == NormPreset.HAIKU && norm == Norm.BATCH;
        long[] shape = keepsDimensions ? new long[] {1, values.length} : new long[] {values.length};
        try {
            tensors.put(name, Tensor.of(type, values, shape));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private void requireEpsilon(String uid, Norm norm, double epsilon) {
        double expected = format.epsilon(norm, type);
        if (Math.abs(epsilon - expected) > 1e-9 * expected) {
            throw new IllegalArgumentException(uid + " has the epsilon " + epsilon + ", " + preset + " layers have "
                    + expected + " by default: make the layer with " + epsilon
                    + ", and say so by NormFormat.withEpsilon");
        }
    }

    private String name(String prefix, List<String> names) {
        return prefix.isEmpty() ? names.get(0) : prefix + format.names().separator() + names.get(0);
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }
}
