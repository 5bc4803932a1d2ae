package org.sparknorm.sync;

import java.nio.ByteBuffer;

/** The array that a rank puts into a sum and that receives the sum: bytes on the wire, numbers in the addition. */
sealed interface Summand permits FloatSummand, DoubleSummand, MixedSummand {

    /** Elements added at a time: few enough to stay in the processor's first cache. */
    int BLOCK = 1024;

    /** Returns the number of elements of the array that are summed. */
    int length();

    /** Returns the number of bytes of an element. */
    int width();

    /** Appends elements from, ..., from + count - 1. */
    void write(int from, int count, ByteBuffer target);

    /** Replaces elements from, ..., from + count - 1. */
    void read(int from, int count, ByteBuffer source);

    /**
     * Replaces elements from, ..., from + count - 1 by their sum over all ranks: ((rank 0 + rank 1) + rank 2) + ...
     *
     * @param messages messages by rank, count elements each; null at the own rank
     */
    void add(int from, int count, ByteBuffer[] messages);
}
