package org.sparknorm.weights;

import java.nio.ByteBuffer;

/**
 * The element types that are read and written, by the names of safetensors: the floating ones, and the integers that
 * frameworks count in. Numbers of 8 bits and fewer are quantized weights, which mean nothing without their scales.
 */
public enum TensorType {
    F64(8),
    F32(4),
    /** IEEE's half: finite up to 65,504. */
    F16(2),
    /** The upper half of a float. */
    BF16(2),
    I64(8),
    I32(4),
    U32(4);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of an element. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return compareTo(I64) < 0;
    }

    /** The element at an index, as a double: rounded if it is a counter above 2^53. */
    double get(ByteBuffer elements, int index) {
        int at = index * bytes;
        return switch (this) {
            case F64 -> elements.getDouble(at);
            case F32 -> elements.getFloat(at);
            case F16 -> HalfPrecision.FLOAT16.decode(elements.getShort(at));
            case BF16 -> HalfPrecision.BFLOAT16.decode(elements.getShort(at));
            case I64 -> elements.getLong(at);
            case I32 -> elements.getInt(at);
            case U32 -> Integer.toUnsignedLong(elements.getInt(at));
        };
    }

    /** Appends an element, rounded to the nearest. */
    void put(ByteBuffer elements, double value) {
        switch (this) {
            case F64 -> elements.putDouble(value);
            case F32 -> elements.putFloat((float) value);
            case F16 -> elements.putShort(HalfPrecision.FLOAT16.encode(value));
            case BF16 -> elements.putShort(HalfPrecision.BFLOAT16.encode(value));
            case I64 -> elements.putLong((long) value);
            case I32, U32 -> elements.putInt((int) (long) value);
        }
    }
}
