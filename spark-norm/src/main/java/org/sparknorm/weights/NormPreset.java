package org.sparknorm.weights;

import static org.sparknorm.weights.VarianceKind.BIASED;
import static org.sparknorm.weights.VarianceKind.BY_RANK;
import static org.sparknorm.weights.VarianceKind.UNBIASED;

import java.util.OptionalDouble;

/**
 * What frameworks do where a file of weights says nothing, as their layers were seen to behave by default: epsilon,
 * momentum, the kind of running variance, names of tensors, and how the channels of group norm fall into groups. All of
 * them multiply by gamma as it is stored; models that store gamma - 1 (Gemma 1 to 3, Qwen3-Next) are read with
 * {@link NormFormat#withWeightOffset}.
 *
 * <p>Versions: torch 2.15, keras 3.15, tf_keras 2.21, tfjs 4.22, flax 0.12, haiku 0.0.17, equinox 0.13, onnx 1.23,
 * paddle 3.3, mindspore 2.10, mlx 0.32.4 (before 0.32.1 its running variance was over n), tinygrad 0.14, candle 0.11,
 * burn 0.21, DJL 0.36 on PyTorch, MXNet Gluon 1.9, timm 1.0.31.
 */
public enum NormPreset {
    PYTORCH(NormNames.TORCH, UNBIASED, 0.1, 1e-5, 1e-5, 1e-5, Math.ulp(1f)),
    KERAS(NormNames.KERAS, BIASED, 0.01, 1e-3, 1e-3, 1e-3, 1e-6),
    /** Keras 2: the running variance of images (rank 4) is over n - 1, any other over n. */
    TF_KERAS(NormNames.KERAS, BY_RANK, 0.01, 1e-3, 1e-3, 1e-3, 0),
    TFJS(NormNames.KERAS, BIASED, 0.01, 1e-3, 1e-3, 0, 0),
    FLAX(NormNames.FLAX, BIASED, 0.01, 1e-5, 1e-6, 1e-6, 1e-6),
    /** Averages are those corrected for their start; the raw ones lie beside them as {@code hidden}. */
    HAIKU(NormNames.HAIKU, BIASED, 0, 1e-5, 1e-5, 1e-5, 1e-5),
    /** Running statistics have no names: they are part of a State. */
    EQUINOX(NormNames.EQUINOX, BIASED, 0.01, 1e-5, 1e-5, 1e-5, 1e-5),
    /** Names are those of an operator's inputs; initializers may have any. */
    ONNX(NormNames.ONNX, BIASED, 0.1, 1e-5, 1e-5, 1e-5, 1e-5),
    PADDLE(NormNames.PADDLE, BIASED, 0.1, 1e-5, 1e-5, 1e-5, 0),
    MINDSPORE(NormNames.MINDSPORE, UNBIASED, 0.1, 1e-5, 1e-7, 1e-5, 0),
    /** Group norm takes every n-th channel into a group, unless it was made with pytorch_compatible=True. */
    MLX(NormNames.TORCH, UNBIASED, 0.1, 1e-5, 1e-5, 1e-5, 1e-5),
    TINYGRAD(NormNames.TORCH, UNBIASED, 0.1, 1e-5, 1e-5, 1e-5, 1e-6),
    CANDLE(NormNames.TORCH, UNBIASED, 0.1, 1e-5, 1e-5, 0, 0),
    BURN(NormNames.GAMMA_BETA, BIASED, 0.1, 1e-5, 1e-5, 1e-5, 1e-5),
    DJL(NormNames.DJL, UNBIASED, 0.1, 1e-5, 1e-5, 0, 0),
    MXNET(NormNames.GAMMA_BETA, BIASED, 0.1, 1e-5, 1e-5, 1e-5, 0),
    TIMM(NormNames.TORCH, UNBIASED, 0.1, 1e-5, 1e-6, 0, 1e-6);

    private final NormNames names;
    private final VarianceKind runningVariance;
    private final double momentum;
    private final double[] epsilons;

    /**
     * @param momentum weight of the new batch; 0: the framework has no default
     * @param epsilons those of the batch, layer, group and RMS norm; 0: the framework has no such norm
     */
    NormPreset(NormNames names, VarianceKind runningVariance, double momentum, double... epsilons) {
        this.names = names;
        this.runningVariance = runningVariance;
        this.momentum = momentum;
        this.epsilons = epsilons;
    }

    /**
     * The epsilon of a norm with weights of a type.
     *
     * @throws IllegalArgumentException if the framework has no such norm
     */
    public double epsilon(Norm norm, TensorType weights) {
        double epsilon = epsilons[norm.ordinal()];
        if (epsilon == 0) {
            throw new IllegalArgumentException(
                    name() + " has no epsilon for " + norm + " norms; NormFormat.withEpsilon gives one");
        }
        boolean machine = this == PYTORCH && norm == Norm.RMS && weights == TensorType.F64;
        return machine ? Math.ulp(1.0) : epsilon;
    }

    /** Weight of the new batch, as {@code SyncBatchNorm} means it; empty where the framework has no default. */
    public OptionalDouble momentum() {
        return momentum == 0 ? OptionalDouble.empty() : OptionalDouble.of(momentum);
    }

    /**
     * What the running variance averages. It is taken as it is stored, since outputs follow from it;
     * {@code SyncBatchNormModel.update} goes on with the unbiased one.
     */
    public VarianceKind runningVariance() {
        return runningVariance;
    }

    /** True if the channels of a group lie side by side; otherwise channel c is in group {@code c % groups}. */
    public boolean neighbouringGroups() {
        return this != MLX;
    }

    NormNames names() {
        return names;
    }
}
