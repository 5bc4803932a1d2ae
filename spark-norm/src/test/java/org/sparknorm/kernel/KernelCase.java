package org.sparknorm.kernel;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.sparknorm.core.RandomData;

/**
 * Input of one kernel call: odd lengths, where an implementation has a tail, at odd offsets.
 *
 * @param length elements, or channels, of the call
 * @param from offset in x
 * @param to offset in y and dx
 */
record KernelCase(int length, int from, int to) {

    /** What arrays hold outside of the stretch: nobody may read it or write over it. */
    static final double OUTSIDE = 1e9;

    private static final int MARGIN = 9;

    /** Every implementation with every case. */
    static <K> Stream<Arguments> of(Stream<K> implementations) {
        return implementations.flatMap(kernels -> all().map(each -> Arguments.of(kernels, each)));
    }

    private static Stream<KernelCase> all() {
        Function<Integer, Stream<KernelCase>> atOffsets = length ->
                Stream.of(new KernelCase(length, 0, 0), new KernelCase(length, 1, 3), new KernelCase(length, 4, 1));
        return IntStream.of(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 65, 100, 257)
                .boxed()
                .flatMap(atOffsets);
    }

    /** Values between {@code OUTSIDE} ones, all of them floats as well. */
    double[] values(int seed, int offset, double mean) {
        double[] values = emptyOutput();
        double[] stretch = channels(seed, mean);
        System.arraycopy(stretch, 0, values, offset, length);
        return values;
    }

    /** One value a channel, all of them floats as well. */
    double[] channels(int seed, double mean) {
        return RandomData.toDoubles(RandomData.toFloats(new RandomData(seed).normal(length, mean, 1)));
    }

    /** The part of an output that the call writes. */
    double[] stretch(double[] output) {
        return Arrays.copyOfRange(output, to, to + length);
    }

    double[] emptyOutput() {
        double[] values = new double[length + MARGIN];
        Arrays.fill(values, OUTSIDE);
        return values;
    }
}
