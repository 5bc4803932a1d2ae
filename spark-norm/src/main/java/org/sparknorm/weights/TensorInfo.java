package org.sparknorm.weights;

import java.util.Arrays;

/**
 * What a file's header says of one tensor.
 *
 * @param type the name of its type, which need not be one that is read
 * @param shape sizes, outermost first
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
public record TensorInfo(String name, String type, long[] shape, long begin, long end) {

    /** A copy. */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /**
     * The type, if it is one that is read.
     *
     * @throws IllegalArgumentException if it is not
     */
    public TensorType requireType() {
        return knownType() ? TensorType.valueOf(type) : refuse();
    }

    boolean knownType() {
        return Arrays.stream(TensorType.values()).anyMatch(known -> known.name().equals(type));
    }

    /** Elements of the shape. */
    long size() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    long bytes() {
        return end - begin;
    }

    private TensorType refuse() {
        throw new IllegalArgumentException("tensor '" + name + "' is of type " + type + ", expected one of "
                + Arrays.toString(TensorType.values()));
    }
}
