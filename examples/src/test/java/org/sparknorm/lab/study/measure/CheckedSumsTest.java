package org.sparknorm.lab.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckedSumsTest {

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
        assertThat(CheckedSums.areExpected(CheckedSums.none().values(), CHANNELS, 4, 7))
                .isFalse();
        assertThat(CheckedSums.areExpected(new double[3], CHANNELS, 4, 7)).isFalse();
    }

    @Test
    void oneWrongElementShows() {
        CheckedSums sums = sum(IntStream.range(0, 4));
        sums.values()[2 * CHANNELS]++;
        assertThat(CheckedSums.areExpected(sums.values(), CHANNELS, 4, 7)).isFalse();
    }

    @Test
    void mergingLeavesTheOtherAsItIs() {
        CheckedSums other = CheckedSums.of(1, 3, 0);
        double[] before = other.values().clone();
        CheckedSums.none().merge(other).merge(CheckedSums.of(2, 3, 0));
        assertThat(other.values()).isEqualTo(before);
    }

    private static boolean areExpected(IntStream parts, int partitions, int iteration) {
        return CheckedSums.areExpected(sum(parts).values(), CHANNELS, partitions, iteration);
    }

    private static CheckedSums sum(IntStream parts) {
        return parts.mapToObj(part -> CheckedSums.of(part, CHANNELS, 7)).reduce(CheckedSums.none(), CheckedSums::merge);
    }
}
