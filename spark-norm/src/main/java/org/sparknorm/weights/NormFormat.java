package org.sparknorm.weights;

/**
 * What weights in a file mean where the file does not say: that of a framework, or an epsilon alone, and then tensors
 * are found by whatever name any framework gives them. Immutable.
 */
public final class NormFormat {

    private final NormPreset preset;
    private final Double epsilon;
    private final Double weightOffset;
    private final boolean neighbouringGroups;

    private NormFormat(NormPreset preset, Double epsilon, Double weightOffset, boolean neighbouringGroups) {
        this.preset = preset;
        this.epsilon = epsilon;
        this.weightOffset = weightOffset;
        this.neighbouringGroups = neighbouringGroups;
    }

    /** The defaults of a framework. */
    public static NormFormat of(NormPreset preset) {
        return new NormFormat(preset, null, null, preset.neighbouringGroups());
    }

    /** No framework: this epsilon for all norms, any names. */
    public static NormFormat ofEpsilon(double epsilon) {
        return new NormFormat(null, epsilon, null, true);
    }

    /** Another epsilon than the framework's default, for norms that were made with one. */
    public NormFormat withEpsilon(double value) {
        return new NormFormat(preset, value, weightOffset, neighbouringGroups);
    }

    /** What is added to stored factors to give gamma: 1 where models store gamma - 1, 0 to say that they do not. */
    public NormFormat withWeightOffset(double value) {
        return new NormFormat(preset, epsilon, value, neighbouringGroups);
    }

    /** Groups of channels side by side, where the framework's default is another: MLX's pytorch_compatible=True. */
    public NormFormat withNeighbouringGroups() {
        return new NormFormat(preset, epsilon, weightOffset, true);
    }

    /** Null: no framework. */
    NormPreset preset() {
        return preset;
    }

    NormNames names() {
        return preset == null ? NormNames.any() : preset.names();
    }

    double epsilon(Norm norm, TensorType weights) {
        return epsilon == null ? preset.epsilon(norm, weights) : epsilon;
    }

    double weightOffset() {
        return weightOffset == null ? 0 : weightOffset;
    }

    /** True if somebody said what stored factors mean. */
    boolean decidesWeightOffset() {
        return weightOffset != null;
    }

    void requireNeighbouringGroups() {
        if (!neighbouringGroups) {
            throw new IllegalArgumentException(preset
                    + " takes every n-th channel into a group, GroupNorm channels side by side;"
                    + " if the layer was made with pytorch_compatible=True, NormFormat.withNeighbouringGroups says so");
        }
    }
}
