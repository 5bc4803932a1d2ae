package org.sparknorm.shard;

import java.io.Serializable;

/** A row to learn from. A plain class: it travels by Kryo, which cannot fill records. */
public final class Example implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Odd, with bits set all over: the fractional part of the golden ratio. */
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final float[] features;
    private final int label;
    private final double weight;

    /**
     * @param features values in the order of the input's shape, channel-major; not copied
     * @param label class from 0
     * @param weight weight in the loss, finite and at least 0
     */
    public Example(float[] features, int label, double weight) {
        this.features = features;
        this.label = label;
        this.weight = weight;
    }

    /** A row of weight 1. */
    public Example(float[] features, int label) {
        this(features, label, 1);
    }

    /** The array itself. */
    public float[] features() {
        return features;
    }

    public int label() {
        return label;
    }

    public double weight() {
        return weight;
    }

    /** A number that two rows share only if they are equal to the bit, but for one pair in 2^64. */
    long digest() {
        long hash = label + FACTOR * Double.doubleToLongBits(weight);
        for (float feature : features) {
            hash = FACTOR * hash + Float.floatToIntBits(feature);
        }
        return Permutation.mix(hash);
    }
}
