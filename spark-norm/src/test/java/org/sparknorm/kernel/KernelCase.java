package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparknorm.core.RandomData;

/**
 * Input of one kernel call: odd lengths, where an implementation has a tail, at odd offsets.
 *
 * @param length elements, or channels, of the call
 * @param from index of the first of them in all arrays of data
 */
record KernelCase(int length, int from) {

    /** Value of arrays outside of the range: no kernel may read it or write over it. */
    static final double OUTSIDE = Double.NaN;

    static Stream<KernelCase> all() {
        return IntStream.of(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 65, 100, 257)
                .boxed()
                .flatMap(length -> IntStream.of(0, 1, 3, 4).mapToObj(from -> new KernelCase(length, from)));
    }

    /** Returns an array whose range holds these values: it ends with them where it begins with them. */
    double[] around(double[] values) {
        double[] array = new double[2 * from + values.length];
        Arrays.fill(array, OUTSIDE);
        System.arraycopy(values, 0, array, from, values.length);
        return array;
    }

    /** Returns an array of one row, whose values are floats as well. */
    double[] row(int seed, double mean) {
        return around(channels(seed, mean));
    }

    /** Returns one value a channel, all of them floats as well. */
    double[] channels(int seed, double mean) {
        return RandomData.toDoubles(RandomData.toFloats(new RandomData(seed).normal(length, mean, 1)));
    }

    /** Returns an array for the output of some rows. */
    double[] output(int rows) {
        return around(new double[rows * length]);
    }

    /** Returns the rows of an array that {@link #around} made, and asserts that what lies around them is as it was. */
    double[] inside(double[] array, int rows) {
        double[] inside = Arrays.copyOfRange(array, from, from + rows * length);
        assertThat(array).as("outside of the range").isEqualTo(around(inside));
        return inside;
    }
}
