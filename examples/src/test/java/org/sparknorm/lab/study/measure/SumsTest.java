package org.sparknorm.lab.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SumsTest {

    private static final int CHANNELS = 700;

    @Test
    void sumsOfAllPartitionsInAnyOrderAreExactlyThoseExpected() {
        assertThat(areExpected(IntStream.range(0, 1024), 1024, 7)).isTrue();
        assertThat(areExpected(IntStream.range(0, 1024).map(i -> 1023 - i), 1024, 7))
                .isTrue();
        assertThat(areExpected(IntStream.of(0), 1, 7)).isTrue();
    }

    @Test
    void aLostDoubledOrStalePartShows() {
        assertThat(areExpected(IntStream.of(0, 1, 3), 4, 7)).isFalse();
        assertThat(areExpected(IntStream.of(0, 1, 2, 3, 3), 4, 7)).isFalse();
        assertThat(areExpected(IntStream.of(0, 1, 1, 3), 4, 7)).isFalse();
        assertThat(areExpected(IntStream.range(0, 4), 4, 8)).isFalse();
        assertThat(Sums.areExpected(Sums.none().values(), CHANNELS, 4, 7)).isFalse();
        assertThat(Sums.areExpected(new double[3], CHANNELS, 4, 7)).isFalse();
    }

    @Test
    void oneWrongElementShows() {
        Sums sums = sum(IntStream.range(0, 4));
        sums.values()[2 * CHANNELS]++;
        assertThat(Sums.areExpected(sums.values(), CHANNELS, 4, 7)).isFalse();
    }

    @Test
    void mergingLeavesTheOtherAsItIs() {
        Sums other = Sums.of(1, 3, 0);
        double[] before = other.values().clone();
        Sums.none().merge(other).merge(Sums.of(2, 3, 0));
        assertThat(other.values()).isEqualTo(before);
    }

    private static boolean areExpected(IntStream parts, int partitions, int iteration) {
        return Sums.areExpected(sum(parts).values(), CHANNELS, partitions, iteration);
    }

    private static Sums sum(IntStream parts) {
        return parts.mapToObj(part -> Sums.of(part, CHANNELS, 7)).reduce(Sums.none(), Sums::merge);
    }
}
