package org.sparknorm.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers of one type in a shape, as a file holds them: row-major, little-endian. Immutable. */
public final class Tensor {

    private final TensorType type;
    private final long[] shape;
    private final byte[] bytes;

    /** Takes the bytes as they are; their number fits the shape. */
    Tensor(TensorType type, long[] shape, byte[] bytes) {
        this.type = type;
        this.shape = shape.clone();
        this.bytes = bytes;
    }

    /**
     * Rounds values to a type.
     *
     * @param shape sizes, outermost first; none: one dimension of all values
     * @throws IllegalArgumentException if the values do not fill the shape, or one is outside the type's range
     */
    public static Tensor of(TensorType type, double[] values, long... shape) {
        long[] sizes = shape.length == 0 ? new long[] {values.length} : shape;
        if (Arrays.stream(sizes).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill the shape " + Arrays.toString(sizes));
        }
        ByteBuffer elements = littleEndian(new byte[Math.multiplyExact(values.length, type.bytes())]);
        for (int i = 0; i < values.length; i++) {
            type.put(elements, values[i]);
            requireRange(type, values[i], type.get(elements, i));
        }
        return new Tensor(type, sizes, elements.array());
    }

    public TensorType type() {
        return type;
    }

    /** Sizes, outermost first; none of a scalar. A copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** The elements in order. Floats of all types are exact, counters up to 2^53. */
    public double[] values() {
        ByteBuffer elements = littleEndian(bytes);
        double[] values = new double[bytes.length / type.bytes()];
        Arrays.setAll(values, i -> type.get(elements, i));
        return values;
    }

    /** The bytes of the elements, little-endian; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    int length() {
        return bytes.length;
    }

    void write(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }

    private static void requireRange(TensorType type, double value, double stored) {
        boolean fits = type.isFloating() ? Double.isFinite(stored) || !Double.isFinite(value) : stored == value;
        if (!fits) {
            throw new IllegalArgumentException(value + " has no place in " + type);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
