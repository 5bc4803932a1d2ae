package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A few doubles and then many floats in one message, each summed in its own type. An element is as wide as a float: a
 * double takes two, from an even one on. Whoever cuts such an array cuts it at even elements, so that no double is
 * torn.
 */
record MixedSummand(DoubleSummand doubles, FloatSummand floats) implements Summand {

    /** Elements that a double takes. */
    private static final int WIDE = Double.BYTES / Float.BYTES;

    @Override
    public int length() {
        return Math.addExact(WIDE * doubles.length(), floats.length());
    }

    @Override
    public int width() {
        return Float.BYTES;
    }

    @Override
    public void write(int from, int count, ByteBuffer target) {
        int wide = wide(from, count);
        doubles.write(inDoubles(from), wide / WIDE, target);
        floats.write(inFloats(from + wide), count - wide, target);
    }

    @Override
    public void read(int from, int count, ByteBuffer source) {
        int wide = wide(from, count);
        doubles.read(inDoubles(from), wide / WIDE, source);
        floats.read(inFloats(from + wide), count - wide, behind(source, wide));
    }

    @Override
    public void add(int from, int count, ByteBuffer[] messages) {
        int wide = wide(from, count);
        doubles.add(inDoubles(from), wide / WIDE, messages);
        ByteBuffer[] rest = new ByteBuffer[messages.length];
        for (int rank = 0; rank < rest.length; rank++) {
            rest[rank] = messages[rank] == null ? null : behind(messages[rank], wide);
        }
        floats.add(inFloats(from + wide), count - wide, rest);
    }

    /** Returns how many of the elements belong to doubles. */
    private int wide(int from, int count) {
        return Math.max(0, Math.min(count, WIDE * doubles.length() - from));
    }

    private int inDoubles(int element) {
        return Math.min(element / WIDE, doubles.length());
    }

    private int inFloats(int element) {
        return Math.max(0, element - WIDE * doubles.length());
    }

    private static ByteBuffer behind(ByteBuffer message, int wide) {
        return message.slice(message.position() + wide * Float.BYTES, message.remaining() - wide * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
